namespace Ingestion.Worker.Acknowledgements;

/// <summary>The names that templates know and what they stand for.</summary>
internal static class TemplateValues
{
    /// <summary>What the text of a template may name.</summary>
    public static IReadOnlyList<string> Names { get; } =
    [
        "answerBy", "answerByShort", "direction", "expectedOn", "language", "linkCode", "note", "organisation", "receivedAt", "receivedAtShort", "status", "statusLink", "statusMeaning", "statusSince",
        "trackingDigits", "trackingNumber",
    ];

    /// <summary>What a public text may name: nothing of the customer or the matter.</summary>
    public static IReadOnlyList<string> PublicNames { get; } = ["direction", "language", "organisation"];

    /// <summary>What the HTML document around a text may name; <c>body</c> is HTML already and stands in three braces.</summary>
    public static IReadOnlyList<string> LayoutNames { get; } = ["body", "direction", "language", "subject"];

    public static Dictionary<string, object?> Of(AcknowledgementFacts facts, string language) => new(16, StringComparer.Ordinal)
    {
        ["answerBy"] = facts.AnswerBy is { } by ? CustomerDates.Moment(by, facts.Zone, language) : null,
        ["answerByShort"] = facts.AnswerBy is { } soon ? CustomerDates.Short(soon, facts.Zone, language) : null,
        ["direction"] = Direction(language),
        ["expectedOn"] = facts.Told?.ExpectedOn is { } day ? CustomerDates.Day(day, language) : null,
        ["language"] = language,
        ["linkCode"] = facts.LinkCode is { } code ? TextMarks.NumberStart + code + TextMarks.NumberEnd : null,
        ["note"] = facts.Told?.Text is { } note ? TextMarks.CleanLines(note) : null,
        ["organisation"] = TextMarks.Clean(facts.Organisation) is { Length: > 0 } name ? TextMarks.NameStart + name + TextMarks.NameEnd : null,
        ["receivedAt"] = CustomerDates.Moment(facts.ReceivedAt, facts.Zone, language),
        ["receivedAtShort"] = CustomerDates.Short(facts.ReceivedAt, facts.Zone, language),
        ["status"] = facts.Told is { } told ? StatusWords.Of(language, told.Status).Name : null,
        ["statusMeaning"] = facts.Told is { } meant ? StatusWords.Of(language, meant.Status).Meaning : null,
        ["statusSince"] = facts.Told?.Since is { } since ? CustomerDates.Moment(since, facts.Zone, language) : null,
        ["statusLink"] = facts.StatusUrl is { } url ? TextMarks.LinkStart + url + TextMarks.LinkEnd : null,
        ["trackingDigits"] = facts.TrackingNumber,
        ["trackingNumber"] = TextMarks.NumberStart + CustomerDigits.Grouped(facts.TrackingNumber, language) + TextMarks.NumberEnd,
    };

    public static string Direction(string language) => CustomerLanguage.IsRightToLeft(language) ? "rtl" : "ltr";
}
