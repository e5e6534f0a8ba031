using Ingestion.Channels;
using Ingestion.Worker.Complaints;
using Ingestion.Worker.Storage;

namespace Ingestion.Worker.Outbox;

/// <summary>Tells customers, unasked, that their matter went on: whoever has the number, and whoever has that of a complaint that was put into it.</summary>
internal sealed class CustomerUpdates(SignedMessageId ownIds)
{
    /// <summary>The time in which an update must have left.</summary>
    private static readonly TimeSpan Within = TimeSpan.FromHours(24);

    /// <param name="session">The transaction, which holds the complaint.</param>
    /// <param name="family">The complaint and all that were put into it, itself first.</param>
    /// <param name="told">What is told.</param>
    /// <param name="answerBy">Until when an answer is promised; null when none is any more.</param>
    /// <param name="nextId">The first of as many ids as there are complaints.</param>
    /// <returns>The channels that send, or why nothing is sent. Where an acknowledgement is held back, the update is held with it: see <see cref="HeldUpdates"/>.</returns>
    public async Task<UpdateOutcome> PlanAsync(StoreSession session, IReadOnlyList<long> family, ToldStatus told, DateTimeOffset? answerBy, long nextId)
    {
        var answers = await AnswersAsync(session, family);
        var points = await ComplaintPool.ContactPointsAsync(session, [.. answers.SelectMany(each => each).Where(answer => answer.Recipient.Length > 0).Select(answer => answer.ToMessage().Recipient.Folded()).Distinct()]);
        var stopped = await ComplaintPool.StoppedAsync(session, family);
        var routes = family.Select(complaint => UpdateRoute.Of(complaint, answers[complaint], points, stopped.Contains(complaint))).ToList();
        var now = await session.QuerySingleAsync<DateTimeOffset>($"SELECT {session.Database.Now}");
        var rows = new OutboxRows();
        foreach (var row in routes.Select(route => route.Row).OfType<OutboxRow>().DistinctBy(row => (row.Channel, row.Recipient, row.ConversationId, row.State == OutboxWords.Held ? row.Id : 0)))
        {
            rows.Add(Message(row, told, answerBy, now, nextId++));
        }

        await HeldUpdates.GiveUpAsync(session, family, _ => true);
        await session.RunAsync([rows.Statement]);
        return new UpdateOutcome(rows.Channels, rows.Planned > 0 ? null : routes[0].Reason);
    }

    /// <summary>Acknowledgements of complaints with what stands in for them, by complaint.</summary>
    private static async Task<ILookup<long, OutboxRow>> AnswersAsync(StoreSession session, IReadOnlyList<long> complaints)
    {
        var database = session.Database;
        if (database.Kind == StoreKind.Postgres)
        {
            // One that is being released at this moment is awaited, and none is until the update stands beside it: of complaints put into this one nothing else is locked.
            await session.QueryAsync<long>("SELECT id FROM outbox WHERE id = ANY(@ids) AND state = 'held' ORDER BY id FOR UPDATE", new { ids = database.List(complaints) });
        }

        var rows = await session.QueryAsync<OutboxRow>(
            $"""
            SELECT {OutboxRow.Columns} FROM outbox
            WHERE {database.In("id", "@ids")} OR ({database.In("complaint_id", "@ids")} AND id <> complaint_id AND purpose = '{OutboxWords.Fallback}')
            """,
            new { ids = database.List(complaints) });
        return rows.ToLookup(row => row.ComplaintId);
    }

    /// <summary>Nobody is told of a new status: what is held of an older one says what is not true any more, unless both say that it is over.</summary>
    public static Task OutdateAsync(StoreSession session, IReadOnlyList<long> family, string status) =>
        HeldUpdates.GiveUpAsync(session, family, held => !(ComplaintStatuses.IsOver(held.Status) && ComplaintStatuses.IsOver(status)));

    private OutboxMessage Message(OutboxRow row, ToldStatus told, DateTimeOffset? answerBy, DateTimeOffset now, long id) => row.ToMessage() with
    {
        Id = id,
        Purpose = OutboxWords.Update,
        StableId = ownIds.Create(OutboxWords.Update, row.ComplaintId, id),
        AnswerBy = answerBy,
        Told = told,
        DueAt = now + Within,
        WatchAt = null,
        FallbackOf = null,
        HeldBy = row.State == OutboxWords.Held ? row.LastReason ?? OutboxWords.Held : null,
    };
}
