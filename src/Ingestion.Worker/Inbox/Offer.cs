using System.Threading.Tasks.Sources;
using Ingestion.Channels;

namespace Ingestion.Worker.Inbox;

/// <summary>
/// The messages of one request, waiting for their commit. It is its own promise: a task with its cancellation for each request would cost a
/// tenth of the request.
/// </summary>
internal sealed class Offer(string channel, IReadOnlyList<OfferedMessage> messages) : IValueTaskSource<IReadOnlyList<AcceptedOffer>>
{
    private ManualResetValueTaskSourceCore<IReadOnlyList<AcceptedOffer>> completion;
    private CancellationTokenRegistration limit;
    private int settled;

    public string Channel { get; } = channel;

    public IReadOnlyList<OfferedMessage> Messages { get; } = messages;

    /// <summary>What became of the messages, in their order. To be awaited once; goes on in the thread that completes it.</summary>
    public ValueTask<IReadOnlyList<AcceptedOffer>> CommittedAsync(CancellationToken cancellationToken)
    {
        limit = cancellationToken.UnsafeRegister(static (offer, token) => ((Offer)offer!).Fail(new OperationCanceledException(token)), this);
        return new ValueTask<IReadOnlyList<AcceptedOffer>>(this, completion.Version);
    }

    public void Complete(IReadOnlyList<AcceptedOffer> accepted)
    {
        if (Interlocked.Exchange(ref settled, 1) == 0)
        {
            completion.SetResult(accepted);
        }
    }

    public void Fail(Exception exception)
    {
        if (Interlocked.Exchange(ref settled, 1) == 0)
        {
            completion.SetException(exception);
        }
    }

    IReadOnlyList<AcceptedOffer> IValueTaskSource<IReadOnlyList<AcceptedOffer>>.GetResult(short token)
    {
        limit.Unregister();
        return completion.GetResult(token);
    }

    ValueTaskSourceStatus IValueTaskSource<IReadOnlyList<AcceptedOffer>>.GetStatus(short token) => completion.GetStatus(token);

    void IValueTaskSource<IReadOnlyList<AcceptedOffer>>.OnCompleted(
        Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags) =>
        completion.OnCompleted(continuation, state, token, flags);
}
