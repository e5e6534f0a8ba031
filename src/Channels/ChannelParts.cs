namespace Ingestion.Channels;

/// <summary>An open channel. What a connector cannot do stays null. Source and receiver come with a reader.</summary>
public sealed record ChannelParts : IAsyncDisposable
{
    public IMessageSource? Source { get; init; }

    public IWebhookReceiver? Receiver { get; init; }

    public IMessageReader? Reader { get; init; }

    public IMessageSender? Sender { get; init; }

    /// <summary>Null where messages have no attachments.</summary>
    public IAttachmentSource? Attachments { get; init; }

    /// <summary>
    /// The channel's own addresses, numbers and accounts, under which it is written to or sends: what comes from one of them, on whichever channel, comes
    /// from ourselves.
    /// </summary>
    public IReadOnlyList<ContactPoint> OwnPoints { get; init; } = [];

    /// <summary>How long the credentials in use last; null when they do not end, or nobody knows. Asked every few seconds: it takes no request.</summary>
    public Func<CredentialLife?> Credentials { get; init; } = () => null;

    public required IConnectionTest Test { get; init; }

    public async ValueTask DisposeAsync()
    {
        if (Source is not null)
        {
            await Source.DisposeAsync();
        }

        if (Sender is not null)
        {
            await Sender.DisposeAsync();
        }
    }
}
