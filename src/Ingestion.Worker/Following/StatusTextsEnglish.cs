namespace Ingestion.Worker.Following;

internal static class StatusTextsEnglish
{
    public static StatusTexts Texts { get; } = new()
    {
        Language = "en",
        Title = "Follow your message",
        Lead = "See how far your matter is with the tracking number that we sent you.",
        Number = "Tracking number",
        NumberHint = "12 digits, with or without dashes, such as",
        Contact = "Your e-mail address or phone number",
        ContactHint = "The one that you wrote from.",
        Show = "Show",
        ErrorTitle = "Please check",
        NumberFault = "This is no tracking number. It has 12 digits; one may be mistyped.",
        ContactFault = "Please enter the e-mail address or phone number that you wrote from.",
        NotFound = "We have nothing under this number and contact together. Please check both.",
        TooOften = "There were too many tries. Please come back in 15 minutes.",
        Unavailable = "We cannot look this up at the moment. Please try again in a few minutes.",
        LinkFault = "This link does not work, perhaps a part of it is missing. Please enter your number.",
        Status = "Status",
        Received = "Received",
        Since = "Since",
        Expected = "Expected by",
        Promised = "You will have an answer by",
        Another = "Look up another number",
    };
}
