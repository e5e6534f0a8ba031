using System.Globalization;
using System.Text;

namespace Ingestion.Channels.Forms;

/// <summary>The page in one language: the form, the form with its faults, and the result. Everything that is not ours is encoded.</summary>
internal sealed class FormPage(FormOptions options, string organisation, FormTexts texts)
{
    /// <summary>The form; with faults it stays filled in.</summary>
    /// <param name="notice">What a person should know who has been sent back without a fault, or null.</param>
    public string Form(string token, FormEntry entry, IReadOnlyList<FormFault> faults, string? notice)
    {
        var page = new StringBuilder(8192);
        var failed = faults.Count > 0 || notice is not null;
        page.Append(CultureInfo.InvariantCulture, $"<h1>{E(texts.Title)}</h1>\n<p class=\"lead\">{E(texts.Lead)}</p>\n");
        if (failed)
        {
            Summary(page, faults, notice);
        }

        page.Append(CultureInfo.InvariantCulture, $"""
            <form method="post" action="?lang={texts.Language}" accept-charset="utf-8" novalidate>
            <input type="hidden" name="token" value="{E(token)}"><input type="hidden" name="lang" value="{texts.Language}">
            <div class="field"><label for="message">{E(texts.Message)}</label>
            <span class="hint" id="message-hint">{E(texts.MessageLimit(options.MaxTextLength))}</span>
            {Fault(faults, FormField.Message)}<textarea id="message" name="message" dir="auto" rows="7" required{Described(faults, FormField.Message, hint: true)}>
            {E(entry.Message)}</textarea></div>
            {(options.RequireContact
                ? $"<fieldset aria-describedby=\"contact-hint\"><legend>{E(texts.Contact)}</legend><span class=\"hint\" id=\"contact-hint\">{E(texts.ContactHint)}</span>"
                : $"<fieldset><legend>{E(texts.Contact)}{Optional()}</legend>")}
            <div class="field"><label for="email">{E(texts.Email)}</label>
            {Fault(faults, FormField.Email)}<input id="email" name="email" type="email" dir="ltr" autocomplete="email" value="{E(entry.Email)}"{Described(faults, FormField.Email, hint: false)}></div>
            <div class="field"><label for="phone">{E(texts.Phone)}</label>
            <span class="hint" id="phone-hint">{E(texts.PhoneHint)} {Ltr(texts.PhoneExample)}</span>
            {Fault(faults, FormField.Phone)}<input id="phone" name="phone" type="tel" dir="ltr" autocomplete="tel" value="{E(entry.Phone)}"{Described(faults, FormField.Phone, hint: true)}></div>
            </fieldset>
            <div class="field"><label for="name">{E(texts.Name)}{Optional()}</label>
            {Fault(faults, FormField.Name)}<input id="name" name="name" dir="auto" autocomplete="name" value="{E(entry.Name)}"{Described(faults, FormField.Name, hint: false)}></div>
            <div class="field"><label for="reference">{E(texts.Reference)}{Optional()}</label>
            <span class="hint" id="reference-hint">{E(texts.ReferenceHint)} {Ltr("1234-5678-9012")}</span>
            {Fault(faults, FormField.Reference)}<input id="reference" name="reference" dir="ltr" inputmode="numeric" autocomplete="off" value="{E(entry.Reference)}"{Described(faults, FormField.Reference, hint: true)}></div>
            <div class="trap" aria-hidden="true"><label for="website">{E(texts.Trap)}</label><input id="website" name="website" tabindex="-1" autocomplete="off"></div>
            <button>{E(texts.Send)}</button>
            </form>

            """);
        return Framed(failed ? $"{texts.ErrorPrefix}: {texts.Title}" : texts.Title, page, isOfPost: failed);
    }

    public string Result(TakenMessage taken)
    {
        var page = new StringBuilder(6144);
        page.Append(CultureInfo.InvariantCulture, $"<h1>{E(texts.Thanks)}</h1>\n");
        if (taken.IsRepeat)
        {
            page.Append(CultureInfo.InvariantCulture, $"<p>{E(texts.Repeat)}</p>\n");
        }

        page.Append(taken.TrackingNumber is { } number
            ? $"<p class=\"number\">{E(texts.NumberLabel)} <strong>{Ltr(texts.Grouped(number))}</strong></p>\n<p>{E(texts.KeepNumber)}</p>\n"
            : $"<p class=\"number\">{E(texts.NumberFollows)}</p>\n");
        page.Append(CultureInfo.InvariantCulture, $"<p><a href=\"?lang={texts.Language}\">{E(texts.Another)}</a></p>\n");
        return Framed(texts.Thanks, page, isOfPost: true);
    }

    /// <summary>What a person should know who cannot be shown the form.</summary>
    public string Sorry(string title, string text, bool isOfPost)
    {
        var page = new StringBuilder(4096);
        page.Append(CultureInfo.InvariantCulture, $"<h1>{E(title)}</h1>\n<p role=\"alert\">{E(text)}</p>\n");
        return Framed($"{texts.ErrorPrefix}: {title}", page, isOfPost);
    }

    private string Framed(string title, StringBuilder main, bool isOfPost) => PageFrame.Around(
        texts.Language,
        organisation,
        title,
        main.ToString(),
        string.IsNullOrEmpty(options.PrivacyUrl) ? "" : $"<a href=\"{E(options.PrivacyUrl)}\" rel=\"noreferrer\">{E(texts.Privacy)}</a>",
        isOfPost);

    /// <summary>Read out and focused at once; each line leads to its field.</summary>
    private void Summary(StringBuilder page, IReadOnlyList<FormFault> faults, string? notice)
    {
        page.Append(CultureInfo.InvariantCulture, $"<div class=\"faults\" role=\"alert\" tabindex=\"-1\" autofocus><h2>{E(texts.ErrorTitle)}</h2>");
        if (notice is not null)
        {
            page.Append(CultureInfo.InvariantCulture, $"<p>{E(notice)}</p>");
        }

        if (faults.Count > 0)
        {
            page.Append("<ul>");
            foreach (var fault in faults)
            {
                page.Append(CultureInfo.InvariantCulture, $"<li><a href=\"#{E(fault.Field)}\">{E(fault.Text)}</a></li>");
            }

            page.Append("</ul>");
        }

        page.Append("</div>\n");
    }

    private static string Fault(IReadOnlyList<FormFault> faults, string field) =>
        faults.FirstOrDefault(fault => string.Equals(fault.Field, field, StringComparison.Ordinal)) is { } fault
            ? $"<span class=\"fault\" id=\"{field}-fault\">{E(fault.Text)}</span>"
            : "";

    private static string Described(IReadOnlyList<FormFault> faults, string field, bool hint)
    {
        var faulty = faults.Any(fault => string.Equals(fault.Field, field, StringComparison.Ordinal));
        return (hint, faulty) switch
        {
            (true, true) => $" aria-invalid=\"true\" aria-describedby=\"{field}-fault {field}-hint\"",
            (false, true) => $" aria-invalid=\"true\" aria-describedby=\"{field}-fault\"",
            (true, false) => $" aria-describedby=\"{field}-hint\"",
            _ => "",
        };
    }

    private string Optional() => $" <span class=\"soft\">({E(texts.Optional)})</span>";

    /// <summary>Numbers keep their order inside right-to-left text.</summary>
    private string Ltr(string text) => $"<bdi dir=\"ltr\">{E(texts.Digits(text))}</bdi>";

    private static string E(string text) => PageFrame.Encode(text);
}
