using Ingestion.Channels;
using Ingestion.Worker.Outbox;
using Ingestion.Worker.Settings;

namespace Ingestion.Worker.Acknowledgements;

/// <summary>A template with sample values.</summary>
/// <param name="Path">Where it lies.</param>
/// <param name="Language">Its language.</param>
/// <param name="Kind">What it is about.</param>
/// <param name="IsOverridden">It is the operator's own.</param>
/// <param name="Text">What the customer reads.</param>
/// <param name="TextMessages">How many SMS that is; null where it is none.</param>
/// <param name="Notes">What an operator wants to know of it.</param>
internal sealed record TemplatePreview(string Path, string Language, TextKind Kind, bool IsOverridden, RenderedText Text, int? TextMessages, IReadOnlyList<string> Notes)
{
    /// <summary>Twelve digits that are no tracking number: the check digit is wrong.</summary>
    private const string Number = "123456789012";

    private static readonly Dictionary<string, string> Outcomes = new(StringComparer.Ordinal)
    {
        ["tr"] = "Yeni ürününüz bugün kargoya verildi.",
        ["az"] = "Yeni məhsulunuz bu gün göndərildi.",
        ["fa"] = "کالای تازهٔ شما امروز فرستاده شد.",
        ["en"] = "Your new item was sent today.",
    };

    /// <summary>Every template that a message is made from: by language, kind and medium.</summary>
    /// <exception cref="TemplateFaultException">The operator's folder holds something that cannot be used.</exception>
    public static IEnumerable<TemplatePreview> All(string? overrideFolder, OrganisationSettings organisation, Uri? statusPage)
    {
        var folder = new TemplateFolder(overrideFolder);
        var templates = new AcknowledgementTemplates(overrideFolder);
        foreach (var language in CustomerLanguage.All)
        {
            foreach (var kind in Enum.GetValues<TextKind>())
            {
                foreach (var medium in (Medium[])[Medium.Email, Medium.Sms, Medium.Chat])
                {
                    var facts = Facts(language, medium, kind, organisation, statusPage);
                    var path = TemplatePath.Of(language, medium, kind);
                    var text = templates.Render(facts);
                    var messages = medium == Medium.Sms ? SmsSegments.Count(text.Text) : (int?)null;
                    var plain = medium == Medium.Sms && facts.Told is { } told ? SmsSegments.Count(templates.Render(facts with { Told = told with { Text = null } }).Text) : messages;
                    IEnumerable<string> notes = TemplateReview.Missing(path, kind, folder.Find(path)!);
                    yield return new TemplatePreview(path, language, kind, folder.Overridden.Contains(path), text, messages, [.. plain is { } count && TemplateReview.Length(count) is { } longer ? notes.Append(longer) : notes]);
                }

                var open = TemplatePath.OfPublic(language, kind);
                yield return new TemplatePreview(
                    open, language, kind, folder.Overridden.Contains(open), new RenderedText("", templates.RenderPublic(Facts(language, Medium.Social, kind, organisation, statusPage)), null), null, []);
            }
        }
    }

    private static AcknowledgementFacts Facts(string language, Medium medium, TextKind kind, OrganisationSettings organisation, Uri? statusPage) => new()
    {
        Language = language,
        Medium = medium,
        Kind = kind,
        TrackingNumber = Number,
        ReceivedAt = new DateTimeOffset(2026, 11, 21, 6, 15, 0, TimeSpan.Zero),
        AnswerBy = kind == TextKind.Resolution ? null : new DateTimeOffset(2026, 11, 24, 11, 30, 0, TimeSpan.Zero),
        Told = kind switch
        {
            TextKind.Repeat => new ToldStatus("received"),
            TextKind.Status => new ToldStatus("in-progress", new DateTimeOffset(2026, 11, 22, 8, 0, 0, TimeSpan.Zero)),
            TextKind.Resolution => new ToldStatus("resolved", new DateTimeOffset(2026, 11, 23, 8, 0, 0, TimeSpan.Zero), null, Outcomes[language]),
            _ => null,
        },
        Organisation = organisation.Name,
        LinkCode = medium == Medium.Email && kind is not (TextKind.Repeat or TextKind.Status or TextKind.Resolution) ? "K7QM-2XPD" : null,
        StatusUrl = statusPage is null ? null : StatusAddress.Of(statusPage, "1.AAAAAAAAAAAAAAAAAAAAAA"),
        Zone = TimeZoneInfo.FindSystemTimeZoneById(organisation.TimeZone),
    };
}
