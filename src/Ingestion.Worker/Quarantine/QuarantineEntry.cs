namespace Ingestion.Worker.Quarantine;

/// <summary>A request in quarantine, as listed.</summary>
internal sealed record QuarantineEntry
{
    public const string Held = "held";

    /// <summary>Its messages were accepted; what it held is deleted.</summary>
    public const string Released = "released";

    /// <summary>An operator gave it up; what it held is deleted.</summary>
    public const string Discarded = "discarded";

    public long Id { get; init; }

    public string Channel { get; init; } = "";

    public string Reason { get; init; } = "";

    public string Method { get; init; } = "";

    public string Path { get; init; } = "";

    public int Size { get; init; }

    public DateTimeOffset ReceivedAt { get; init; }

    public DateTimeOffset LastAt { get; init; }

    /// <summary>How often it came.</summary>
    public int Offers { get; init; }

    public string State { get; init; } = "";
}
