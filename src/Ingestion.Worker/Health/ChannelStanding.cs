namespace Ingestion.Worker.Health;

/// <summary>How a channel stands.</summary>
internal sealed record ChannelStanding(string Channel, ChannelRecord Record, IReadOnlyList<ChannelCondition> Conditions)
{
    /// <summary><c>ok</c>, <c>notice</c> (it will stop working unless somebody acts) or <c>degraded</c>.</summary>
    public string State => Conditions.Any(condition => condition.IsDegraded) ? "degraded" : Conditions.Count > 0 ? "notice" : "ok";
}
