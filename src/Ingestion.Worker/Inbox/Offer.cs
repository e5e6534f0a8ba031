using Ingestion.Channels;

namespace Ingestion.Worker.Inbox;

/// <summary>An offered message that waits for its commit.</summary>
internal sealed class Offer(string channel, OfferedMessage message)
{
    private readonly TaskCompletionSource<AcceptedOffer> completion = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public string Channel { get; } = channel;

    public OfferedMessage Message { get; } = message;

    public (string Channel, string ExternalId) Key => (Channel, Message.ExternalId);

    public Task<AcceptedOffer> Accepted => completion.Task;

    public void Complete(AcceptedOffer offer) => completion.TrySetResult(offer);

    public void Fail(Exception exception) => completion.TrySetException(exception);
}
