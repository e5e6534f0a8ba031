namespace Ingestion.Worker.Quarantine;

/// <summary>A refused request as stored.</summary>
internal sealed record QuarantineRow
{
    public string Channel { get; init; } = "";

    public string Reason { get; init; } = "";

    public string Method { get; init; } = "";

    public string Path { get; init; } = "";

    public string Query { get; init; } = "";

    public string Headers { get; init; } = "{}";

    public byte[] Body { get; init; } = [];

    public DateTimeOffset ReceivedAt { get; init; }

    public RefusedRequest ToRequest() => new()
    {
        Channel = Channel,
        Reason = Reason,
        Method = Method,
        Path = Path,
        Query = Query,
        Headers = RequestHeaders.Parse(Headers),
        Body = Body,
        ReceivedAt = ReceivedAt,
    };
}
