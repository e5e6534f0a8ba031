namespace Ingestion.Worker.Outbox;

/// <summary>What became of telling a customer.</summary>
/// <param name="Channels">The channels that have something to send.</param>
/// <param name="NotBecause">Why nobody is told; null when somebody is.</param>
internal sealed record UpdateOutcome(IReadOnlySet<string> Channels, string? NotBecause)
{
    public static UpdateOutcome Nobody(string reason) => new(new HashSet<string>(StringComparer.Ordinal), reason);
}
