namespace Ingestion.Channels;

/// <summary>What the receiving side found about the sender's name.</summary>
public enum SenderStanding
{
    /// <summary>It was not checked, or nothing came of it.</summary>
    Unknown,

    /// <summary>The message comes from where it says.</summary>
    Confirmed,

    /// <summary>It does not: somebody else's name may stand there, and an answer would go to a person who never wrote.</summary>
    Denied,
}
