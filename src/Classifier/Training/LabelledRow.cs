namespace Ingestion.Classifier.Training;

/// <summary>One labelled text. An empty label is not known.</summary>
/// <param name="Id">Set and number or hash, parted by the last hyphen; the same text has the same id in every file.</param>
/// <param name="Language">tr, az, fa, en; xx or any other tag for any other.</param>
/// <param name="Text">The text; null where a file only gives labels for an id that another file has the text of.</param>
/// <param name="Kind">As in docs/labelling.md.</param>
/// <param name="Category">As in docs/labelling.md.</param>
/// <param name="Sentiment">neg, neu, pos.</param>
/// <param name="Urgency">0 none, 1 needs action, 2 urgent.</param>
/// <param name="LabelSource">Who labelled it; "own" for labels by our own rules.</param>
/// <param name="Priority">0 low, 1 normal, 2 high, 3 urgent, as in docs/labelling.md.</param>
public sealed record LabelledRow(string Id, string Language, string? Text, string Kind, string Category, string Sentiment, string Urgency, string LabelSource, string Priority = "")
{
    /// <summary>The id without its last part.</summary>
    public string Set => Id.LastIndexOf('-') is > 0 and var at ? Id[..at] : Id;
}
