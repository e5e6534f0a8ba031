namespace Ingestion.Channels;

public enum SendOutcome
{
    /// <summary>The provider took it.</summary>
    Sent,

    /// <summary>Never for this recipient or content: do not try again.</summary>
    Refused,

    /// <summary>Certainly not delivered: try again.</summary>
    Later,

    /// <summary>May have been delivered (connection lost after the final dot).</summary>
    Uncertain,
}
