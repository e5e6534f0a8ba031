namespace Ingestion.Worker.Tests.Model;

internal sealed record StoredMessage
{
    public long Id { get; init; }

    public int Offers { get; init; }

    public long? ComplaintId { get; init; }

    public long Outcomes { get; init; }

    public bool IsWaiting { get; init; }
}
