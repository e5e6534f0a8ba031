namespace Ingestion.Channels;

/// <summary>What a provider asks of its clients. The host keeps to it; connectors need not.</summary>
public sealed record ProviderLimits
{
    /// <summary>All that fit a request apply.</summary>
    public IReadOnlyList<RateBudget> Budgets { get; init; } = [];

    /// <summary>A response header that says when the limit ends, in whole Unix seconds, beside Retry-After: <c>x-rate-limit-reset</c>. Null: none.</summary>
    public string? ResetHeader { get; init; }

    /// <summary>How long one answer may take, from the request to the end of its headers. Default: 30 s; a long poll needs more than its wait.</summary>
    public TimeSpan AnswerWithin { get; init; } = TimeSpan.FromSeconds(30);
}
