using Ingestion.Worker.Storage;

namespace Ingestion.Worker.Attachments;

/// <summary>Takes names and contents of attachments out of the pool. Files that nobody refers to any more go with the next cleaning.</summary>
internal static class ErasedAttachments
{
    public static Task<int> EraseAsync(StoreSession session, IReadOnlyCollection<long> messages) =>
        session.ExecuteAsync(
            $"""
            UPDATE attachment SET state = 'withheld', reason = 'erased', file_name = NULL, source_key = NULL, sha256 = NULL, size = NULL, leased_until = NULL,
              finished_at = {session.Database.Now}
            WHERE {session.Database.In("message_id", "@messages")}
            """,
            new { messages = session.Database.List([.. messages]) });
}
