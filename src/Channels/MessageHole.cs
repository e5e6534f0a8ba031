namespace Ingestion.Channels;

/// <summary>A message that the provider lists and will not give.</summary>
/// <param name="ExternalId">The key it would have had.</param>
/// <param name="Reason">A short stable code: <c>fetch-refused</c>, <c>truncated</c>.</param>
public sealed record MessageHole(string ExternalId, string Reason);
