namespace Ingestion.Channels;

/// <summary>What a connection test saw.</summary>
/// <param name="Healthy">Whether the channel would work now.</param>
/// <param name="Summary">One line: "imap.example.az:993, TLS 1.3, 1,204 messages in INBOX" or the fault and what to do about it.</param>
public sealed record ConnectionReport(bool Healthy, string Summary)
{
    /// <summary>How long the credentials used last; null when they do not end, or nobody knows.</summary>
    public CredentialLife? Credentials { get; init; }
}
