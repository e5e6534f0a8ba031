using Ingestion.Channels;

namespace Ingestion.Worker.OpenChannels;

/// <inheritdoc cref="LiveParts"/>
internal sealed class LiveSender(LiveParts live) : IMessageSender
{
    public RepeatSafety RepeatSafety => live.Current.Sender!.RepeatSafety;

    public bool CanReach(ContactPoint to) => live.Current.Sender!.CanReach(to);

    public async Task<SendResult> SendAsync(OutboundMessage message, CancellationToken cancellationToken)
    {
        using var use = live.Enter();
        return await use.Parts.Sender!.SendAsync(message, cancellationToken);
    }

    public async Task<SendResult?> FindAsync(OutboundMessage message, CancellationToken cancellationToken)
    {
        using var use = live.Enter();
        return await use.Parts.Sender!.FindAsync(message, cancellationToken);
    }

    /// <summary>Nothing: the parts in force belong to the channel.</summary>
    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
