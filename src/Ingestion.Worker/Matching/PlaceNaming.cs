namespace Ingestion.Worker.Matching;

/// <summary>Whether a word stands in a text as names of places do.</summary>
internal enum PlaceNaming : byte
{
    No,

    /// <summary>Behind a word that stands before places and before much else.</summary>
    Perhaps,

    /// <summary>With a capital inside a sentence, or beside a word such as "branch" or "district".</summary>
    Likely,
}
