using System.Collections.Concurrent;
using Ingestion.Channels;
using Ingestion.Worker.Storage;

namespace Ingestion.Worker.Inbox;

/// <summary>
/// Leases messages for deciding. The claim is counted and committed before the bytes are touched, and a message that was claimed before is
/// leased alone: so one that kills the process takes no other with it and is parked after its tries (promise P11).
/// </summary>
internal sealed class InboxQueue(Database database, IdBlock fences, TimeSpan lease, int tries)
{
    private const int LeasesBetweenWholeLooks = 16;

    private readonly ConcurrentQueue<InboxLease> owed = [];
    private long lookFrom;
    private int leases;

    /// <summary>
    /// The oldest messages that nobody has tried yet. While there are many, the search goes on where the last one ended: PostgreSQL would
    /// pass all that was decided since its last vacuum. Now and then it begins at the beginning, where late messages may have come in.
    /// </summary>
    public async Task<InboxLease> LeaseFreshAsync(int limit, CancellationToken cancellationToken)
    {
        await ReleaseOwedAsync(cancellationToken);
        var from = ++leases % LeasesBetweenWholeLooks == 0 ? 0 : lookFrom;
        var leased = await LeaseAsync("claims = 0", from, limit, cancellationToken);
        var isFull = leased.Places.Count == limit;
        lookFrom = isFull ? leased.Places[^1].MessageId + 1 : 0;
        return leased.IsEmpty && from > 0 ? await LeaseFreshAsync(limit, cancellationToken) : leased with { MoreWaits = isFull || from > 0 };
    }

    /// <summary>One message that was tried before, when its time has come.</summary>
    public async Task<InboxLease> LeaseTriedAsync(CancellationToken cancellationToken)
    {
        await ReleaseOwedAsync(cancellationToken);
        return await LeaseAsync("claims > 0", 0, 1, cancellationToken);
    }

    /// <summary>The messages themselves, oldest first.</summary>
    public async Task<List<AcceptedMessage>> LoadAsync(IReadOnlyList<long> messageIds, CancellationToken cancellationToken) =>
        await database.ReadAsync(
            async session =>
            {
                var rows = await session.QueryAsync<MessageRow>(
                    $"SELECT id, channel, external_id, raw, context, arrived_at, accepted_at FROM message WHERE {database.In("id", "@ids")} ORDER BY id",
                    new { ids = database.List(messageIds) });
                return rows.ConvertAll(row => row.ToMessage());
            },
            cancellationToken);

    /// <summary>Messages whose tries are used up, for parking: their last lease has run out, or its process is known to be dead.</summary>
    public Task<List<long>> FindSpentAsync(CancellationToken cancellationToken) =>
        database.ReadAsync(
            session => session.QueryAsync<long>(
                $"SELECT message_id FROM inbox WHERE parked_at IS NULL AND claims >= @tries AND (leased_until IS NULL OR leased_until < {database.Now}) ORDER BY message_id LIMIT 100",
                new { tries }),
            cancellationToken);

    /// <summary>
    /// Gives messages back untried: they were not at fault. A store in trouble may not take that either: then they are given back before the
    /// next lease, so that its trouble never counts as their try.
    /// </summary>
    public Task ReleaseAsync(InboxLease held, CancellationToken cancellationToken)
    {
        owed.Enqueue(held);
        return ReleaseOwedAsync(cancellationToken);
    }

    /// <summary>Lets a message that failed wait before it is tried again.</summary>
    public Task PostponeAsync(InboxLease held, TimeSpan wait, CancellationToken cancellationToken) =>
        database.WriteAsync(
            session => session.ExecuteAsync(
                $"UPDATE inbox SET leased_until = {database.NowPlus("@seconds")} WHERE fence = @fence AND {database.In("message_id", "@ids")}",
                new { seconds = wait.TotalSeconds, fence = held.Fence, ids = database.List([.. held.Places.Select(place => place.MessageId)]) }),
            cancellationToken);

    /// <summary>Whether all of them are still leased under this fence.</summary>
    public Task<bool> IsHeldAsync(InboxLease held, CancellationToken cancellationToken) =>
        database.ReadAsync(
            async session => await session.QuerySingleAsync<long>(
                $"SELECT count(*) FROM inbox WHERE fence = @fence AND {database.In("message_id", "@ids")}",
                new { fence = held.Fence, ids = database.List([.. held.Places.Select(place => place.MessageId)]) }) == held.Places.Count,
            cancellationToken);

    /// <summary>The statement that takes decided messages out of the queue, to run first in the deciding transaction.</summary>
    public static UpdateRows Finish(InboxLease held)
    {
        var rows = new UpdateRows(
            "DELETE FROM inbox USING v WHERE inbox.message_id = v.message_id AND inbox.fence = v.fence",
            "DELETE FROM inbox WHERE message_id = @message_id AND fence = @fence");
        Fill(rows, held);
        return rows;
    }

    /// <summary>The fence goes, too: what was given back and is given back again, because the answer was lost, stays as it is.</summary>
    private UpdateRows Release(InboxLease held)
    {
        var rows = new UpdateRows(
            "UPDATE inbox SET claims = inbox.claims - 1, fence = 0, leased_until = CASE WHEN inbox.claims > 1 THEN now() END FROM v WHERE inbox.message_id = v.message_id AND inbox.fence = v.fence",
            $"UPDATE inbox SET claims = claims - 1, fence = 0, leased_until = CASE WHEN claims > 1 THEN {database.Now} END WHERE message_id = @message_id AND fence = @fence");
        Fill(rows, held);
        return rows;
    }

    private async Task ReleaseOwedAsync(CancellationToken cancellationToken)
    {
        while (owed.TryDequeue(out var held))
        {
            try
            {
                await database.RunAsync([Release(held)], cancellationToken);
                lookFrom = 0;
            }
            catch
            {
                owed.Enqueue(held);
                throw;
            }
        }
    }

    private static void Fill(UpdateRows rows, InboxLease held)
    {
        var id = rows.Int64("message_id");
        var fence = rows.Int64("fence");
        foreach (var place in held.Places)
        {
            id.Add(place.MessageId);
            fence.Add(held.Fence);
        }
    }

    /// <summary>One lease at a time: row locks to pass each other by would cost as much as the lease.</summary>
    private async Task<InboxLease> LeaseAsync(string which, long from, int limit, CancellationToken cancellationToken)
    {
        var fence = await fences.TakeAsync(1, cancellationToken);
        var open = $"parked_at IS NULL AND {which} AND claims < @tries AND (leased_until IS NULL OR leased_until < {database.Now})";
        var picked = $"SELECT message_id FROM inbox WHERE message_id >= @from AND {open} ORDER BY message_id LIMIT @limit";
        var sql = $"""
            UPDATE inbox SET claims = claims + 1, fence = @fence, leased_until = {database.NowPlus("@seconds")}
            WHERE {database.Sql($"message_id = ANY(ARRAY({picked}))", $"message_id IN ({picked})")} AND {open}
            RETURNING message_id, size, claims, parked_reason
            """;
        var rows = await database.WriteAsync(
            async session =>
            {
                await session.LockAsync(["inbox"]);
                return await session.QueryAsync<(long MessageId, int Size, int Claims, string? Retried)>(
                    sql, new { tries, from, limit, fence, seconds = lease.TotalSeconds });
            },
            cancellationToken);
        var places = rows.ConvertAll(row => new InboxPlace(row.MessageId, row.Size, row.Claims, row.Retried));
        places.Sort((left, right) => left.MessageId.CompareTo(right.MessageId));
        return new InboxLease(fence, places);
    }

    private sealed record MessageRow
    {
        public long Id { get; init; }

        public string Channel { get; init; } = "";

        public string ExternalId { get; init; } = "";

        public byte[] Raw { get; init; } = [];

        public string? Context { get; init; }

        public DateTimeOffset? ArrivedAt { get; init; }

        public DateTimeOffset AcceptedAt { get; init; }

        public AcceptedMessage ToMessage() => new()
        {
            Id = Id,
            Channel = Channel,
            ExternalId = ExternalId,
            Raw = Raw,
            Context = Context,
            ArrivedAt = ArrivedAt,
            AcceptedAt = AcceptedAt,
        };
    }
}
