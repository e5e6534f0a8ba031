using Ingestion.Worker.Storage;

namespace Ingestion.Worker.Attachments;

/// <summary>Takes names and contents of attachments out of the pool, and their files out of the folder.</summary>
internal static class ErasedAttachments
{
    /// <summary>Returns which files they referred to.</summary>
    public static async Task<IReadOnlyList<string>> EraseAsync(StoreSession session, IReadOnlyCollection<long> messages)
    {
        var which = session.Database.In("message_id", "@messages");
        var parameters = new { messages = session.Database.List([.. messages]) };
        var files = await session.QueryAsync<string>($"SELECT DISTINCT sha256 FROM attachment WHERE sha256 IS NOT NULL AND {which}", parameters);
        await session.ExecuteAsync(
            $"""
            UPDATE attachment SET state = 'withheld', reason = 'erased', file_name = NULL, source_key = NULL, sha256 = NULL, size = NULL, leased_until = NULL,
              finished_at = {session.Database.Now}
            WHERE {which}
            """,
            parameters);
        return files;
    }

    /// <summary>
    /// Removes the files that nothing refers to any more. One that has just been found useful again stays, and goes with the worker's cleaning when it was not.
    /// Returns how many went and how many stay.
    /// </summary>
    public static async Task<(int Removed, int Left)> RemoveAsync(
        AttachmentStore store, AttachmentQueue queue, IReadOnlyList<string> files, TimeSpan unlessYounger, CancellationToken cancellationToken)
    {
        var unreferenced = await queue.UnreferencedAsync(files, cancellationToken);
        var removed = unreferenced.Count(file => store.Remove(file, unlessYounger));
        return (removed, unreferenced.Count(store.Has));
    }
}
