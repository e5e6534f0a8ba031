namespace Ingestion.Worker.Outbox;

/// <summary>How what was promised to customers stands.</summary>
internal sealed record PromisesNow
{
    /// <summary>Acknowledgements that raised an alarm and have neither left nor been given up.</summary>
    public int AtRisk { get; init; }

    /// <summary>Acknowledgements that are held back and whose time is nearly or wholly over: a person decides, or nobody is told in time.</summary>
    public int HeldTooLong { get; init; }

    /// <summary>Since when nothing leaves, by an operator's word; null: it does.</summary>
    public DateTimeOffset? ParkedSince { get; init; }
}
