namespace Ingestion.Channels;

/// <summary>An open channel. What a connector cannot do stays null. Source and receiver come with a reader.</summary>
public sealed record ChannelParts : IAsyncDisposable
{
    public IMessageSource? Source { get; init; }

    public IWebhookReceiver? Receiver { get; init; }

    public IMessageReader? Reader { get; init; }

    public IMessageSender? Sender { get; init; }

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
