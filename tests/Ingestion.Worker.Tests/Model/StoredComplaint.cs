namespace Ingestion.Worker.Tests.Model;

internal sealed record StoredComplaint
{
    public long Id { get; init; }

    public string Number { get; init; } = "";

    public int Version { get; init; }

    public int Messages { get; init; }

    public string Status { get; init; } = "";

    public long? MergedInto { get; init; }
}
