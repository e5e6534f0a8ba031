namespace Ingestion.Worker.Commands;

/// <summary>Something given up.</summary>
internal sealed record DeadLetter
{
    /// <summary>Unique over messages and answers: both draw their ids from one block.</summary>
    public long Id { get; init; }

    /// <summary><c>message</c>, or the answer's state: <c>answer failed</c>, <c>answer refused</c>, <c>answer uncertain</c>.</summary>
    public string What { get; init; } = "";

    public string Channel { get; init; } = "";

    public DateTimeOffset? Since { get; init; }

    public int Tries { get; init; }

    public string? Reason { get; init; }
}
