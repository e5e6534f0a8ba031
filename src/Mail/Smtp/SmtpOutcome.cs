namespace Ingestion.Mail.Smtp;

/// <summary>What became of one message.</summary>
public enum SmtpOutcome
{
    /// <summary>250 after the final dot: the server has taken it over.</summary>
    Sent,

    /// <summary>5xx: never for this recipient or content.</summary>
    Refused,

    /// <summary>4xx, or the connection was lost before the final dot: certainly not taken over.</summary>
    Later,

    /// <summary>The connection was lost, or the answer did not come, after the final dot: nobody knows.</summary>
    Uncertain,
}
