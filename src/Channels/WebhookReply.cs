namespace Ingestion.Channels;

/// <summary>An HTTP answer.</summary>
public sealed record WebhookReply(int Status, string MediaType, ReadOnlyMemory<byte> Body)
{
    /// <summary>Further headers, such as Content-Security-Policy.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Headers { get; init; } = [];
}
