namespace Ingestion.Channels.Forms;

/// <summary>Reads what <see cref="FormReceiver"/> took.</summary>
/// <param name="region">Whose home spellings of telephone numbers count; or null.</param>
internal sealed class FormReader(string? region = null) : IMessageReader
{
    public InboundMessage Read(AcceptedMessage message)
    {
        var isJson = Context(message, "format") is "json";
        var entry = isJson ? FormBody.ReadJson(message.Raw.Span) : FormBody.ReadForm(message.Raw.Span);
        List<string> notes = [.. entry?.Notes ?? ["json-broken"]];
        entry ??= new FormEntry();
        foreach (var field in entry.NoText)
        {
            PlainText.Note(notes, "text-expected");
        }

        var email = EmailAddress.Read(entry.Email);
        var phone = PhoneNumber.Read(entry.Phone, region);
        if (email is null && entry.Email.Length > 0)
        {
            PlainText.Note(notes, "email-unusable");
        }

        if (phone is null && entry.Phone.Length > 0)
        {
            PlainText.Note(notes, PhoneNumber.LooksLikeOne(entry.Phone) ? "phone-without-country" : "phone-unusable");
        }

        if (entry.Message.Length == 0)
        {
            PlainText.Note(notes, "text-missing");
        }

        return new InboundMessage
        {
            Medium = Medium.Form,
            Sender = email ?? phone,
            IsSenderClaimed = email is not null || phone is not null,
            AlsoGiven = email is null ? null : phone,
            SenderName = NullIfEmpty(entry.Name),
            ReplyTo = email,
            Subject = NullIfEmpty(entry.Reference),
            Text = entry.Message,
            LanguageHint = FormLanguage.Known(Context(message, "language")) ?? FormLanguage.Known(entry.Language),
            Notes = notes,
        };
    }

    private static string? Context(AcceptedMessage message, string name)
    {
        foreach (var pair in (message.Context ?? "").Split(';'))
        {
            if (pair.Length > name.Length && pair[name.Length] == '=' && pair.StartsWith(name, StringComparison.Ordinal))
            {
                return pair[(name.Length + 1)..];
            }
        }

        return null;
    }

    private static string? NullIfEmpty(string text) => text.Length == 0 ? null : text;
}
