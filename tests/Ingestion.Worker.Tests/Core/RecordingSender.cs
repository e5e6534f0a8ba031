using System.Collections.Concurrent;
using Ingestion.Channels;

namespace Ingestion.Worker.Tests.Core;

/// <summary>Keeps what it is asked to send and answers as told; sent, when nothing was told.</summary>
internal sealed class RecordingSender : IMessageSender
{
    public ConcurrentQueue<OutboundMessage> Asked { get; } = new();

    public RepeatSafety RepeatSafety { get; set; } = RepeatSafety.Tolerable;

    public Func<OutboundMessage, CancellationToken, Task<SendResult>> OnSend { get; set; } =
        (_, _) => Task.FromResult(new SendResult(SendOutcome.Sent, "smtp-250") { ProviderId = "provider-1" });

    /// <summary>What a look at the provider says.</summary>
    public Func<OutboundMessage, SendResult?> OnFind { get; set; } = _ => new SendResult(SendOutcome.Uncertain, "search-no-answer");

    public int Looks { get; private set; }

    public Task<SendResult?> FindAsync(OutboundMessage message, CancellationToken cancellationToken)
    {
        Looks++;
        return Task.FromResult(OnFind(message));
    }

    public void Answer(SendResult result) => OnSend = (_, _) => Task.FromResult(result);

    public void Answer(SendOutcome outcome, string reason = "told") => Answer(new SendResult(outcome, reason));

    public bool CanReach(ContactPoint to) => true;

    public Task<SendResult> SendAsync(OutboundMessage message, CancellationToken cancellationToken)
    {
        Asked.Enqueue(message);
        return OnSend(message, cancellationToken);
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
