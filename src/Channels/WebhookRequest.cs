namespace Ingestion.Channels;

/// <summary>One HTTP request as a receiver sees it.</summary>
public sealed record WebhookRequest
{
    /// <summary>GET or POST.</summary>
    public required string Method { get; init; }

    /// <summary>A header's value by its name in any case, or null. Repeated headers are joined with a comma.</summary>
    public required Func<string, string?> Header { get; init; }

    /// <summary>A query parameter's first value, or null.</summary>
    public required Func<string, string?> Query { get; init; }

    /// <summary>The raw query with its question mark, as received; empty when there is none.</summary>
    public string QueryString { get; init; } = "";

    /// <summary>The body exactly as received; valid until <see cref="IWebhookReceiver.Receive"/> returns, so copy what is kept.</summary>
    public required ReadOnlyMemory<byte> Body { get; init; }

    /// <summary>When the request arrived, by the host's clock.</summary>
    public required DateTimeOffset ReceivedAt { get; init; }

    /// <summary>The path under which the host serves this channel: <c>/form/complaints</c>.</summary>
    public required string Path { get; init; }

    /// <summary>
    /// An operator vouches for the request, which was refused when it came: the receiver skips what proves its sender (signature, secret, age)
    /// and nothing else. Never set for what comes over the network. A receiver that cannot do this judges as ever.
    /// </summary>
    public bool IsVouchedFor { get; init; }
}
