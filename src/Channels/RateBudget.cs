namespace Ingestion.Channels;

/// <summary>So many requests in a sliding window.</summary>
/// <param name="Method">GET, POST …; null for all.</param>
/// <param name="Path">The beginning of the URL's path, with <c>*</c> for one segment: <c>/2/users/*/mentions</c>; null for all.</param>
/// <param name="Requests">At least 1.</param>
/// <param name="Window">At most a day.</param>
public sealed record RateBudget(string? Method, string? Path, int Requests, TimeSpan Window);
