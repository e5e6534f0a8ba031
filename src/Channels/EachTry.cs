namespace Ingestion.Channels;

/// <summary>
/// For requests that must differ each time they leave, such as those signed with a time and a nonce: the host's pipeline may send one request more
/// than once.
/// </summary>
public static class EachTry
{
    private static readonly HttpRequestOptionsKey<Action<HttpRequestMessage>> Key = new("each-try");

    /// <summary>Prepares the request now and again before each try. The preparation must not throw.</summary>
    public static void Prepare(HttpRequestMessage request, Action<HttpRequestMessage> prepare)
    {
        prepare(request);
        request.Options.Set(Key, prepare);
    }

    /// <summary>Called by the host right before a request leaves.</summary>
    public static void Begin(HttpRequestMessage request)
    {
        if (request.Options.TryGetValue(Key, out var prepare))
        {
            prepare(request);
        }
    }
}
