namespace Ingestion.Channels.Forms;

internal static class FormTextsEnglish
{
    public static readonly FormTexts Texts = new()
    {
        Language = "en",
        Title = "Write to us",
        Lead = "Tell us what happened; we give you a tracking number at once.",
        Optional = "optional",
        Name = "Your name",
        Contact = "How can we reach you?",
        ContactHint = "Please give at least one.",
        Email = "Your e-mail address",
        Phone = "Your phone number",
        PhoneHint = "With the country code, for example",
        PhoneExample = "+994 50 000 00 00",
        Message = "Your message",
        MessageHint = "At most {0} characters. Please write no card numbers or passwords.",
        Reference = "Tracking number of your earlier message",
        ReferenceHint = "If you have one, 12 digits, for example",
        Trap = "Leave this field empty",
        Send = "Send",
        Privacy = "How we protect personal data",
        ErrorPrefix = "Error",
        ErrorTitle = "Your message has not been sent yet",
        CheckField = "Please check this field.",
        NameTooLong = "A name has at most 100 characters.",
        ContactRequired = "Write your e-mail address or your phone number.",
        EmailInvalid = "Check the e-mail address. Example: name@example.com",
        PhoneInvalid = "Check the phone number.",
        MessageRequired = "Write your message.",
        MessageTooLongFormat = "Your message has {1} characters; at most {0} are possible.",
        ReferenceInvalid = "Check the tracking number.",
        SendAgain = "Please press “Send” once more.",
        Thanks = "We have your message",
        NumberLabel = "Your tracking number",
        KeepNumber = "Keep this number. If you write to us again, please mention it.",
        NumberFollows = "Your tracking number is being made. Reload this page in a moment to see it.",
        Repeat = "You had sent this message before; it is registered once.",
        Another = "Write a new message",
    };
}
