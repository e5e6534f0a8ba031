namespace Ingestion.Worker.Settings;

/// <summary>What the classifier decides by, beside what is built in. Read at start; what is wrong with a file stops it.</summary>
internal sealed record ClassifierSettings
{
    /// <summary>A model of your own, as written by <c>classifier train</c>. Default: the built-in one.</summary>
    public string? ModelFile { get; init; }

    /// <summary>More rules of priority, added to the built-in ones: tab-separated lines, see docs/classifier.md. Default: none.</summary>
    public string? PriorityRulesFile { get; init; }

    /// <summary>
    /// Categories of your own with the words that tell them: <c>word</c>, <c>word-</c> for a beginning, phrases of them; in any language, with or without its letters.
    /// Under a built-in name (<c>delivery</c>, <c>billing_refund</c> …) the words speak for that one. Default: none.
    /// </summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>> Categories { get; init; } = new Dictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal);
}
