using Ingestion.Channels;

namespace Ingestion.Worker.Tests.Fakes;

/// <summary>Keeps what it is asked to send.</summary>
public sealed class FakeSender : IMessageSender
{
    public List<OutboundMessage> Sent { get; } = [];

    /// <summary>Awaited by each sending, whatever its token says.</summary>
    public Func<Task> OnSend { get; set; } = () => Task.CompletedTask;

    public RepeatSafety RepeatSafety => RepeatSafety.Tolerable;

    public bool CanReach(ContactPoint to) => true;

    public async Task<SendResult> SendAsync(OutboundMessage message, CancellationToken cancellationToken)
    {
        await OnSend();
        lock (Sent)
        {
            Sent.Add(message);
            return new SendResult(SendOutcome.Sent, "fake") { ProviderId = $"fake-{Sent.Count}" };
        }
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
