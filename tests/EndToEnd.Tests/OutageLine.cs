namespace EndToEnd.Tests;

/// <summary>One customer's acknowledgement in an outage.</summary>
internal sealed record OutageLine
{
    public required string Customer { get; init; }

    /// <summary>The answer's, as the store has it.</summary>
    public required string State { get; init; }

    public required string? Reason { get; init; }

    public required string StableId { get; init; }

    /// <summary>The Message-ID of each copy that reached the customer.</summary>
    public required IReadOnlyList<string> Received { get; init; }

    public required IReadOnlyList<OutageAttempt> Attempts { get; init; }

    /// <summary>At-risk and breached, with their times.</summary>
    public required IReadOnlyList<(string Type, TimeSpan At)> Events { get; init; }

    public int Uncertain => Attempts.Count(attempt => attempt.Outcome == "uncertain");
}
