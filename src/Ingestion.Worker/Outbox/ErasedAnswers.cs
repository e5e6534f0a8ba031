using Ingestion.Channels;
using Ingestion.Worker.Complaints;
using Ingestion.Worker.Storage;

namespace Ingestion.Worker.Outbox;

/// <summary>Takes addresses and ids of the customer out of answers. What was not sent is not sent any more.</summary>
internal static class ErasedAnswers
{
    private const string Reason = "erased";

    /// <summary>Returns to whom they went.</summary>
    public static async Task<List<ContactPoint>> EraseAsync(StoreSession session, IReadOnlyCollection<long> messages, IReadOnlyCollection<long> complaints)
    {
        var database = session.Database;
        var which = $"({database.In("id", "@complaints")} OR ({database.In("complaint_id", "@complaints")} AND id <> complaint_id)) AND {database.In("message_id", "@messages")} AND recipient <> ''";
        var parameters = new { complaints = database.List([.. complaints]), messages = database.List([.. messages]), reason = Reason };
        var recipients = await session.QueryAsync<(string Kind, string Value)>($"SELECT recipient_kind, recipient FROM outbox WHERE {which}", parameters);
        await session.ExecuteAsync(
            $"""
            UPDATE outbox SET recipient = '', told = NULL, conversation_id = NULL, in_reply_to = NULL, reference_ids = NULL, barred = @reason,
              state = CASE WHEN state IN ('waiting', 'held') AND leased_until IS NULL THEN 'suppressed' WHEN state IN ('failed', 'refused', 'uncertain', 'undelivered') THEN 'discarded' ELSE state END,
              last_reason = CASE WHEN state IN ('waiting', 'held') AND leased_until IS NULL THEN @reason ELSE last_reason END,
              finished_at = CASE WHEN state IN ('waiting', 'held') AND leased_until IS NULL THEN {database.Now} ELSE finished_at END
            WHERE {which}
            """,
            parameters);
        return recipients.ConvertAll(row => new ContactPoint(ContactRows.Kind(row.Kind), row.Value));
    }

    /// <summary>Which of these addresses other answers went to or will go to.</summary>
    public static Task<List<string>> StillWrittenAsync(StoreSession session, IReadOnlyCollection<ContactPoint> recipients) =>
        session.QueryAsync<string>(
            $"SELECT DISTINCT recipient FROM outbox WHERE {session.Database.In("recipient", "@recipients")}",
            new { recipients = session.Database.List([.. recipients.Select(recipient => recipient.Value)]) });
}
