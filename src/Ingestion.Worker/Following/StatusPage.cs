using System.Globalization;
using System.Text;
using Ingestion.Channels;
using Ingestion.Worker.Acknowledgements;
using Ingestion.Worker.Complaints;

namespace Ingestion.Worker.Following;

/// <summary>The page in one language: the question, and how far a matter is. Everything that was typed is encoded.</summary>
/// <param name="organisation">Whose page it is.</param>
/// <param name="zone">In which times are told.</param>
/// <param name="now">The time.</param>
/// <param name="texts">The language.</param>
/// <param name="isOfPost">It answers a post.</param>
/// <param name="home">From where it is served to where the question is; relative, because a proxy may serve us under a path of its own.</param>
internal sealed class StatusPage(string organisation, TimeZoneInfo zone, DateTimeOffset now, StatusTexts texts, bool isOfPost, string home = "./")
{
    /// <param name="typedNumber">What stands in the field.</param>
    /// <param name="typedContact">The same.</param>
    /// <param name="fault">What is wrong, or null.</param>
    /// <param name="faultyField"><c>number</c>, <c>contact</c>, or null when it is neither for certain.</param>
    /// <param name="isLater">Nothing that was typed is wrong: it may be asked later.</param>
    public string Question(string typedNumber = "", string typedContact = "", string? fault = null, string? faultyField = null, bool isLater = false)
    {
        var head = isLater ? texts.LaterTitle : texts.ErrorTitle;
        var page = new StringBuilder(8192);
        page.Append(CultureInfo.InvariantCulture, $"<h1>{E(texts.Title)}</h1>\n<p class=\"lead\">{E(texts.Lead)}</p>\n");
        if (fault is not null)
        {
            var line = faultyField is null ? E(fault) : $"<a href=\"#{faultyField}\">{E(fault)}</a>";
            page.Append(CultureInfo.InvariantCulture, $"<div class=\"faults\" role=\"alert\" tabindex=\"-1\" autofocus><h2>{E(head)}</h2><p>{line}</p></div>\n");
        }

        page.Append(CultureInfo.InvariantCulture, $"""
            <form method="post" action="{home}?lang={texts.Language}" accept-charset="utf-8" novalidate>
            <div class="field"><label for="number">{E(texts.Number)}</label>
            <span class="hint" id="number-hint">{E(texts.NumberHint)} <bdi dir="ltr">{CustomerDigits.Localise("1234-5678-9012", texts.Language)}</bdi></span>
            {Fault("number")}<input id="number" name="number" dir="ltr" inputmode="numeric" autocomplete="off" maxlength="60" required value="{E(typedNumber)}"{Described("number")}></div>
            <div class="field"><label for="contact">{E(texts.Contact)}</label>
            <span class="hint" id="contact-hint">{E(texts.ContactHint)}</span>
            {Fault("contact")}<input id="contact" name="contact" dir="ltr" autocomplete="email" maxlength="320" required value="{E(typedContact)}"{Described("contact")}></div>
            <button>{E(texts.Show)}</button>
            </form>

            """);
        return Framed(fault is null ? texts.Title : $"{head}: {texts.Title}", page);

        string Fault(string field) => field == faultyField ? $"<span class=\"fault\" id=\"{field}-fault\">{E(fault!)}</span>" : "";

        string Described(string field) => field == faultyField
            ? $" aria-invalid=\"true\" aria-describedby=\"{field}-fault {field}-hint\""
            : $" aria-describedby=\"{field}-hint\"";
    }

    public string Answer(FollowedComplaint complaint)
    {
        var page = new StringBuilder(6144);
        var (status, meaning) = StatusWords.Of(texts.Language, complaint.Status);
        page.Append(CultureInfo.InvariantCulture, $"""
            <h1>{E(texts.Answer)}</h1>
            <p class="number{(complaint.Status is "rejected" or "closed" ? " plain" : "")}">{E(texts.Status)} <strong>{E(status)}</strong></p>
            {(complaint.StatusText is { } said ? $"<p class=\"said\" lang=\"{E(complaint.Language)}\" dir=\"auto\">{E(said)}</p>" : $"<p>{E(meaning)}</p>")}
            <dl>
            <dt>{E(texts.Number)}</dt><dd><bdi dir="ltr">{E(CustomerDigits.Grouped(complaint.TrackingNumber, texts.Language))}</bdi></dd>
            <dt>{E(texts.Received)}</dt><dd>{E(Moment(complaint.ReceivedAt))}</dd>

            """);
        if (complaint.StatusAt is { } since)
        {
            page.Append(CultureInfo.InvariantCulture, $"<dt>{E(texts.Since)}</dt><dd>{E(Moment(since))}</dd>\n");
        }

        if (!complaint.IsOver && complaint.ExpectedOn is { } expected)
        {
            page.Append(CultureInfo.InvariantCulture, $"<dt>{E(texts.Expected)}</dt><dd>{E(CustomerDates.Day(expected, texts.Language))}</dd>\n");
        }
        else if (ComplaintStatuses.AnswerBy(complaint.Status, complaint.AnswerBy, now) is { } promised)
        {
            page.Append(CultureInfo.InvariantCulture, $"<dt>{E(texts.Promised)}</dt><dd>{E(Moment(promised))}</dd>\n");
        }

        page.Append(CultureInfo.InvariantCulture, $"</dl>\n<p><a href=\"{home}?lang={texts.Language}\">{E(texts.Another)}</a></p>\n");
        return Framed($"{texts.Status}: {status}", page);
    }

    private string Moment(DateTimeOffset moment) => CustomerDates.Moment(moment, zone, texts.Language);

    private string Framed(string title, StringBuilder main) => PageFrame.Around(texts.Language, organisation, title, main.ToString(), isOfPost: isOfPost);

    private static string E(string text) => PageFrame.Encode(text);
}
