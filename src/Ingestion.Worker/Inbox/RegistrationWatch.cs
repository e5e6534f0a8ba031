using System.Collections.Concurrent;
using Ingestion.Worker.Storage;

namespace Ingestion.Worker.Inbox;

/// <summary>Lets a reply wait for the tracking number of a message, registered by this process or another.</summary>
internal sealed class RegistrationWatch(Database database)
{
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromMilliseconds(500);
    private readonly ConcurrentDictionary<long, TaskCompletionSource> waiting = new();

    /// <summary>
    /// The tracking number (twelve digits) of the complaint that the message opened or joined; null when it was not decided in time or has none.
    /// </summary>
    public async Task<string?> WaitAsync(long messageId, TimeSpan atMost, CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(atMost);
        var decided = waiting.GetOrAdd(messageId, _ => new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)).Task;
        try
        {
            while (true)
            {
                var (isDecided, number) = await LookAsync(messageId, limit.Token);
                if (isDecided)
                {
                    return number;
                }

                await Task.WhenAny(decided, Task.Delay(BetweenLooks, limit.Token));
                limit.Token.ThrowIfCancellationRequested();
            }
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return null;
        }
        finally
        {
            waiting.TryRemove(messageId, out _);
        }
    }

    /// <summary>Called after the deciding commit.</summary>
    public void Decided(IEnumerable<long> messageIds)
    {
        if (waiting.IsEmpty)
        {
            return;
        }

        foreach (var id in messageIds)
        {
            if (waiting.TryGetValue(id, out var completion))
            {
                completion.TrySetResult();
            }
        }
    }

    private Task<(bool IsDecided, string? Number)> LookAsync(long messageId, CancellationToken cancellationToken) =>
        database.ReadAsync(
            async session =>
            {
                var rows = await session.QueryAsync<string?>(
                    "SELECT c.tracking_number FROM ledger l LEFT JOIN complaint c ON c.id = l.complaint_id WHERE l.message_id = @messageId",
                    new { messageId });
                return (rows.Count > 0, rows.FirstOrDefault());
            },
            cancellationToken);
}
