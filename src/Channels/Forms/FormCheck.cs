namespace Ingestion.Channels.Forms;

/// <summary>What must be mended before an entry is taken, in the page's order: as little as possible, since a person who is sent back may not return.</summary>
internal static class FormCheck
{
    private const int MaxName = 100;
    private const int MaxReference = 40;

    public static IReadOnlyList<FormFault> Faults(FormEntry entry, FormOptions options, FormTexts texts)
    {
        List<FormFault> faults = [.. entry.NoText.Select(field => new FormFault(field, "text-expected", texts.CheckField))];
        if (entry.Message.Length == 0)
        {
            Add(FormField.Message, "required", texts.MessageRequired);
        }
        else if (entry.Message.Length > options.MaxTextLength)
        {
            Add(FormField.Message, "too-long", texts.MessageTooLong(entry.Message.Length, options.MaxTextLength));
        }

        if (options.RequireContact && entry.Email.Length == 0 && entry.Phone.Length == 0)
        {
            Add(FormField.Email, "contact-required", texts.ContactRequired);
        }

        if (entry.Email.Length > 0 && EmailAddress.Read(entry.Email) is null)
        {
            Add(FormField.Email, "invalid", texts.EmailInvalid);
        }

        // A number without its country is of use to a person, though not to a machine.
        if (entry.Phone.Length > 0 && !PhoneNumber.LooksLikeOne(entry.Phone))
        {
            Add(FormField.Phone, "invalid", texts.PhoneInvalid);
        }

        if (entry.Name.Length > MaxName)
        {
            Add(FormField.Name, "too-long", texts.NameTooLong);
        }

        if (entry.Reference.Length > MaxReference)
        {
            Add(FormField.Reference, "too-long", texts.ReferenceInvalid);
        }

        return faults;

        void Add(string field, string code, string text)
        {
            if (!entry.NoText.Contains(field, StringComparer.Ordinal))
            {
                faults.Add(new FormFault(field, code, text));
            }
        }
    }
}
