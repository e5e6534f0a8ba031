using Ingestion.Channels;

namespace Channels.Tests.Chat;

/// <summary>A sender whose messages say their stable id, for providers that have no place for one.</summary>
internal sealed class SayingItsId(IMessageSender sender) : IMessageSender
{
    public RepeatSafety RepeatSafety => sender.RepeatSafety;

    public bool CanReach(ContactPoint to) => sender.CanReach(to);

    public Task<SendResult> SendAsync(OutboundMessage message, CancellationToken cancellationToken) =>
        sender.SendAsync(message with { Text = $"{message.Text}\n[{message.StableId}]" }, cancellationToken);

    public ValueTask DisposeAsync() => sender.DisposeAsync();
}
