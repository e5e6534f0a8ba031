using Ingestion.Channels;
using Ingestion.Worker.Storage;

namespace Ingestion.Worker.Inbox;

/// <summary>What a polled page means beside its messages: holes found, holes closed, settlements to make.</summary>
internal static class PageRows
{
    public static IEnumerable<StoreStatement> Of(string channel, MessagePage page, bool settles)
    {
        yield return Holes(channel, page.Holes);
        yield return Closed(channel, page.Messages.Select(message => message.ExternalId), "recovered");
        yield return Closed(channel, page.Gone, "gone");
        if (settles)
        {
            yield return Settlements(channel, page.Messages);
        }
    }

    /// <summary>A hole is tried again after 1, 2, 4 … minutes, at most a day.</summary>
    private static UpdateRows Holes(string channel, IReadOnlyList<MessageHole> holes)
    {
        var rows = new UpdateRows(
            """
            INSERT INTO hole (channel, external_id, reason, not_before) SELECT v.channel, v.external_id, v.reason, now() + interval '1 minute' FROM v
            ON CONFLICT (channel, external_id) DO UPDATE SET
              reason = excluded.reason, state = 'open', closed_at = NULL, tries = hole.tries + 1,
              not_before = now() + least(power(2, least(hole.tries, 11)), 1440) * interval '1 minute'
            """,
            """
            INSERT INTO hole (channel, external_id, reason, not_before) VALUES (@channel, @external_id, @reason, CAST((unixepoch('subsec') + 60) * 1000 AS integer))
            ON CONFLICT (channel, external_id) DO UPDATE SET
              reason = excluded.reason, state = 'open', closed_at = NULL, tries = tries + 1,
              not_before = CAST((unixepoch('subsec') + 60 * min(1 << min(tries, 11), 1440)) * 1000 AS integer)
            """);
        var name = rows.Text("channel");
        var externalId = rows.Text("external_id");
        var reason = rows.Text("reason");
        foreach (var hole in holes.DistinctBy(hole => hole.ExternalId, StringComparer.Ordinal))
        {
            name.Add(channel);
            externalId.Add(hole.ExternalId);
            reason.Add(hole.Reason);
        }

        return rows;
    }

    private static UpdateRows Closed(string channel, IEnumerable<string> externalIds, string state)
    {
        var rows = new UpdateRows(
            "UPDATE hole SET state = v.state, closed_at = now() FROM v WHERE hole.channel = v.channel AND hole.external_id = v.external_id AND hole.state = 'open'",
            "UPDATE hole SET state = @state, closed_at = CAST(unixepoch('subsec') * 1000 AS integer) WHERE channel = @channel AND external_id = @external_id AND state = 'open'");
        var name = rows.Text("channel");
        var externalId = rows.Text("external_id");
        var newState = rows.Text("state");
        foreach (var id in externalIds)
        {
            name.Add(channel);
            externalId.Add(id);
            newState.Add(state);
        }

        return rows;
    }

    private static InsertRows Settlements(string channel, IReadOnlyList<OfferedMessage> messages)
    {
        var rows = new InsertRows("settlement", "(channel, external_id) DO NOTHING");
        var name = rows.Text("channel");
        var externalId = rows.Text("external_id");
        foreach (var message in messages.DistinctBy(message => message.ExternalId, StringComparer.Ordinal))
        {
            name.Add(channel);
            externalId.Add(message.ExternalId);
        }

        return rows;
    }
}
