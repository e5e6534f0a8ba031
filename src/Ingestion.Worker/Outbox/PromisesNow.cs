namespace Ingestion.Worker.Outbox;

/// <summary>How what was promised to customers stands.</summary>
internal sealed record PromisesNow
{
    /// <summary>Acknowledgements that raised an alarm and have neither left nor been given up.</summary>
    public int AtRisk { get; init; }

    /// <summary>Since when nothing leaves, by an operator's word; null: it does.</summary>
    public DateTimeOffset? ParkedSince { get; init; }
}
