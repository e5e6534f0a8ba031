namespace Ingestion.Worker.Following;

internal static class StatusTextsEnglish
{
    public static StatusTexts Texts { get; } = new()
    {
        Language = "en",
        Title = "Follow your message",
        Lead = "Check the status with the tracking number that we gave you.",
        Number = "Tracking number",
        NumberHint = "12 digits, with or without dashes, such as",
        Contact = "Your e-mail address or phone number",
        ContactHint = "The e-mail address that you used, or else the phone number with its country code.",
        Show = "Show",
        ErrorTitle = "Please check",
        LaterTitle = "Please try again later",
        Answer = "The status of your message",
        NumberFault = "This is not a tracking number. A tracking number has 12 digits; one may be mistyped.",
        ContactFault = "Please enter the e-mail address or phone number that you used.",
        NotFound = "We found nothing for this number and contact. Please check both.",
        TooOften = "There were too many attempts. Please come back in 15 minutes.",
        Unavailable = "We cannot look this up at the moment. Please try again in a few minutes.",
        LinkFault = "This link does not work; part of it may be missing. Please enter your number.",
        Status = "Status",
        Received = "Received",
        Since = "Since",
        Expected = "We expect to finish by",
        Promised = "You will have an answer by",
        Another = "Look up another number",
    };
}
