namespace Ingestion.Worker.Matching;

/// <summary>What a message and a complaint are to each other.</summary>
internal enum MatchOutcome
{
    Nothing,

    /// <summary>They may be one matter, or one person: shown to people, changes nothing.</summary>
    Suggested,

    /// <summary>Alike, of another contact: one cluster, two complaints.</summary>
    Similar,

    /// <summary>One matter of one contact: no new complaint.</summary>
    SameMatter,
}
