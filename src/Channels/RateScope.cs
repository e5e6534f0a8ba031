namespace Ingestion.Channels;

/// <summary>
/// For providers that count what goes to each recipient: that such a request is refused as too much says nothing about the others, unless several of them are
/// refused in turn.
/// </summary>
public static class RateScope
{
    private static readonly HttpRequestOptionsKey<string> Key = new("rate-scope");

    /// <summary>Says whom the request is for. An answer 429 holds back only what has the same scope, and not the channel.</summary>
    public static void Set(HttpRequestMessage request, string scope) => request.Options.Set(Key, scope);

    /// <summary>Asked by the host; null: the request has none.</summary>
    public static string? Of(HttpRequestMessage request) => request.Options.TryGetValue(Key, out var scope) ? scope : null;
}
