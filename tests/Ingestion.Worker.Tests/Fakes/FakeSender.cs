using Ingestion.Channels;

namespace Ingestion.Worker.Tests.Fakes;

/// <summary>Keeps what it is asked to send.</summary>
public sealed class FakeSender : IMessageSender
{
    public List<OutboundMessage> Sent { get; } = [];

    public RepeatSafety RepeatSafety => RepeatSafety.Tolerable;

    public bool CanReach(ContactPoint to) => true;

    public Task<SendResult> SendAsync(OutboundMessage message, CancellationToken cancellationToken)
    {
        lock (Sent)
        {
            Sent.Add(message);
            return Task.FromResult(new SendResult(SendOutcome.Sent, "fake") { ProviderId = $"fake-{Sent.Count}" });
        }
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
