using Ingestion.Channels;
using Ingestion.Worker.Operations;
using Ingestion.Worker.Storage;

namespace Ingestion.Worker.Inbox;

/// <summary>
/// Takes messages in durably (promises P1–P5): when a call returns, raw bytes and key are committed. A key that was accepted before is a
/// repeat and is only counted.
/// </summary>
internal sealed class MessageInbox(Database database, IdBlock ids, Backlog backlog)
{
    private readonly GroupCommit groupCommit = new(database, ids);
    private readonly WakeSignal signal = new();
    private Task committing = Task.CompletedTask;
    private volatile bool stopped;

    /// <summary>Set whenever something new may wait.</summary>
    public WakeSignal Signal => signal;

    public Backlog Backlog => backlog;

    public long Commits => groupCommit.Commits;

    /// <summary>Messages that webhooks brought since the start.</summary>
    public long AcceptedByWebhooks => groupCommit.Accepted;

    public void Start() => committing = Task.Factory.StartNew(
        () => groupCommit.Run(Announce), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);

    /// <summary>Commits what waits, then refuses everything.</summary>
    public Task StopAsync()
    {
        stopped = true;
        groupCommit.Close();
        return committing;
    }

    /// <summary>
    /// Accepts messages of a webhook together with those of other requests. Returns after the commit, in the order given.
    /// </summary>
    /// <exception cref="InboxUnavailableException">Nothing was promised: answer 503.</exception>
    public ValueTask<IReadOnlyList<AcceptedOffer>> AcceptAsync(string channel, IReadOnlyList<OfferedMessage> messages, CancellationToken cancellationToken)
    {
        if (backlog.IsFull)
        {
            throw new InboxUnavailableException("backlog-full");
        }

        foreach (var message in messages)
        {
            OfferRules.Ensure(message);
        }

        var offer = new Offer(channel, messages);
        return groupCommit.TryAdd(offer)
            ? offer.CommittedAsync(cancellationToken)
            : throw new InboxUnavailableException(stopped ? "stopping" : "too-many-waiting");
    }

    /// <summary>
    /// Accepts a polled page: its messages, its holes and the cursor in one transaction under the poller's fence.
    /// </summary>
    /// <exception cref="LeaseLostException">Another worker polls this channel now; nothing was written.</exception>
    public async Task<PageReceipt> AcceptPageAsync(string channel, long fence, MessagePage page, bool moveCursor, bool settles, CancellationToken cancellationToken)
    {
        var messages = page.Messages.DistinctBy(message => message.ExternalId, StringComparer.Ordinal).ToList();
        messages.ForEach(OfferRules.Ensure);
        var id = messages.Count == 0 ? 0 : await ids.TakeAsync(messages.Count, cancellationToken);
        var rows = new AcceptRows();
        foreach (var message in messages)
        {
            rows.Add(id++, channel, message);
        }

        var receipt = await database.WriteAsync(
            async session =>
            {
                var held = await session.ExecuteAsync(
                    $"UPDATE channel_state SET cursor = CASE WHEN @moveCursor THEN @cursor ELSE cursor END WHERE channel = @channel AND fence = @fence AND leased_until > {database.Now}",
                    new { channel, fence, moveCursor, cursor = page.Cursor });
                LeaseLostException.Unless(held == 1, "channel");
                var touched = await session.RunAsync([rows.Statement, .. PageRows.Of(channel, page, settles)]);
                var fresh = touched[0];
                var repeats = messages.Count - fresh;
                if (repeats > 0)
                {
                    await CountRepeatsAsync(session, channel, messages, id - messages.Count);
                }

                Failpoint.Reach("before-accept-commit");
                return new PageReceipt(fresh, repeats);
            },
            cancellationToken);
        Failpoint.Reach("after-accept-commit");
        Announce(receipt.Accepted);
        return receipt;
    }

    private static async Task CountRepeatsAsync(StoreSession session, string channel, List<OfferedMessage> messages, long firstId)
    {
        var stored = await RepeatedOffers.FindAsync(session, channel, [.. messages.Select(message => message.ExternalId)]);
        await RepeatedOffers.CountAsync(session, [.. stored.Values.Where(id => id < firstId || id >= firstId + messages.Count)]);
    }

    private void Announce(int accepted)
    {
        backlog.Add(accepted);
        signal.Set();
    }
}
