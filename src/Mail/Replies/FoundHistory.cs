namespace Ingestion.Mail.Replies;

/// <summary>Where own words are in a text; the rest is history, before or after them.</summary>
internal readonly record struct FoundHistory(int OwnStart, int OwnEnd, bool IsForward)
{
    /// <summary>There are no own words: the whole text is history.</summary>
    public bool IsAll { get; init; }

    public bool IsNone(int length) => OwnStart == 0 && OwnEnd == length;
}
