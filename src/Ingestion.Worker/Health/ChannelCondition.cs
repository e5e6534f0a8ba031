namespace Ingestion.Worker.Health;

/// <summary>Something about a channel that an operator should know.</summary>
/// <param name="Code">Short and stable: <c>failing</c>, <c>not-sending</c>, <c>stalled</c>, <c>silent</c>, <c>credentials-expired</c>, <c>credentials-expire-within-3-days</c>.</param>
/// <param name="Reason">In a few words, without customers' text: <c>login-refused</c>.</param>
/// <param name="Since">When it began, as far as that is known.</param>
/// <param name="IsDegraded">The channel does not do its work; otherwise it will not if nobody acts.</param>
internal sealed record ChannelCondition(string Code, string Reason, DateTimeOffset? Since, bool IsDegraded);
