using Ingestion.Channels;

namespace Ingestion.Worker.Attachments;

/// <summary>The message that was asked for last: the attachments of one are fetched one after the other, and its bytes are read once for all of them.</summary>
/// <param name="load">A message with its raw bytes; null when it is not there.</param>
internal sealed class LatestMessage(Func<long, CancellationToken, Task<AcceptedMessage?>> load)
{
    private readonly Lock gate = new();
    private (long Id, Task<AcceptedMessage?> Message)? latest;

    public Task<AcceptedMessage?> GetAsync(long id, CancellationToken cancellationToken)
    {
        lock (gate)
        {
            if (latest is not { } known || known.Id != id || known.Message.IsFaulted || known.Message.IsCanceled)
            {
                latest = known = (id, load(id, cancellationToken));
            }

            return known.Message;
        }
    }
}
