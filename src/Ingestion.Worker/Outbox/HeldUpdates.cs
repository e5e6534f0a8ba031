using Ingestion.Worker.Storage;

namespace Ingestion.Worker.Outbox;

/// <summary>
/// Updates for customers whose acknowledgement is held back. Each waits for the decision about its acknowledgement, leaves shortly after it or is given up with
/// it, and only the newest is kept.
/// </summary>
internal static class HeldUpdates
{
    /// <summary>What an update is later than its acknowledgement, in seconds: sent at once, the two may overtake each other.</summary>
    private const int Later = 15;

    private const string Held = $"purpose = '{OutboxWords.Update}' AND state = '{OutboxWords.Held}'";

    /// <summary>Gives up those of these complaints that <paramref name="isOutdated"/> tells of.</summary>
    public static async Task GiveUpAsync(StoreSession session, IReadOnlyList<long> complaints, Func<ToldStatus, bool> isOutdated)
    {
        var held = await session.QueryAsync<(long Id, string Told)>(
            $"SELECT id, told FROM outbox WHERE {Of(session.Database)} AND {Held}", new { complaints = session.Database.List(complaints) });
        var outdated = held.FindAll(update => ToldStatus.Read(update.Told) is not { } told || isOutdated(told)).ConvertAll(update => update.Id);
        if (outdated.Count > 0)
        {
            await session.ExecuteAsync(
                $"UPDATE outbox SET state = '{OutboxWords.Discarded}', last_reason = 'outdated', finished_at = {session.Database.Now} WHERE {session.Database.In("id", "@outdated")}",
                new { outdated = session.Database.List(outdated) });
        }
    }

    /// <summary>Lets those of these acknowledgements be sent.</summary>
    public static Task ReleaseAsync(StoreSession session, IReadOnlyList<long> acknowledgements) => session.ExecuteAsync(
        $"""
        UPDATE outbox SET state = '{OutboxWords.Waiting}', last_reason = 'released', not_before = {session.Database.NowPlus("@later")}, due_at = {HeldRows.DueAfterRelease(session.Database)}
        WHERE {Of(session.Database)} AND {Held}
        """,
        new { complaints = session.Database.List(acknowledgements), later = Later });

    /// <summary>Gives up those of these acknowledgements.</summary>
    public static Task DropAsync(StoreSession session, IReadOnlyList<long> acknowledgements) => session.ExecuteAsync(
        $"UPDATE outbox SET state = '{OutboxWords.Discarded}', last_reason = 'dropped', finished_at = {session.Database.Now} WHERE {Of(session.Database)} AND {Held}",
        new { complaints = session.Database.List(acknowledgements) });

    /// <summary>Of what bears another id than its complaint; acknowledgements bear the same.</summary>
    private static string Of(Database database) => $"{database.In("complaint_id", "@complaints")} AND id <> complaint_id";
}
