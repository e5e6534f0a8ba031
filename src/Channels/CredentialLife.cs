namespace Ingestion.Channels;

/// <summary>How long the credentials that a channel uses last.</summary>
/// <param name="EndsAt">When they end; in the past: since when they are known to be of no use.</param>
/// <param name="RenewedBy">Who sees to the next ones.</param>
public sealed record CredentialLife(DateTimeOffset EndsAt, CredentialRenewal RenewedBy = CredentialRenewal.Nobody);
