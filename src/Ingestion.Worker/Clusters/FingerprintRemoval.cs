using Ingestion.Worker.Matching;
using Ingestion.Worker.Storage;

namespace Ingestion.Worker.Clusters;

/// <summary>Takes fingerprints out with their keys and numbers, or lets them go with their messages to another complaint.</summary>
internal static class FingerprintRemoval
{
    private const string Columns = "message_id, complaint_id, at, content, sketch, words, numbers";

    /// <summary>Until the transaction ends nothing is compared, so that what is taken out does not come in again. Before any complaint is locked.</summary>
    public static Task LockAsync(StoreSession session) => session.LockAsync([ClusterStage.Lock]);

    /// <summary>Of these messages, whatever became of comparing them. Returns how many there were.</summary>
    public static async Task<int> OfAsync(StoreSession session, IReadOnlyCollection<long> messages)
    {
        var database = session.Database;
        var parameters = new { messages = database.List([.. messages]) };
        await session.ExecuteAsync($"DELETE FROM match_queue WHERE {database.In("message_id", "@messages")}", parameters);
        var prints = await session.QueryAsync<FoundMessage>($"SELECT {Columns} FROM near_fingerprint WHERE {database.In("message_id", "@messages")}", parameters);
        return await RemoveAsync(session, prints, print => KeyDay.Of(print.At));
    }

    /// <summary>The oldest, as long as they are from before <paramref name="before"/>. Returns how many went.</summary>
    public static async Task<int> OldAsync(StoreSession session, DateTimeOffset before, int most) =>
        await RemoveAsync(session, (await session.QueryAsync<FoundMessage>($"SELECT {Columns} FROM near_fingerprint ORDER BY message_id LIMIT @most", new { most })).FindAll(print => print.At < before), _ => null);

    /// <summary>Keys of days before this one, so many. Returns how many went.</summary>
    public static Task<int> KeysAsync(StoreSession session, int day, int most) => session.ExecuteAsync(
        $"""
        DELETE FROM fingerprint_key WHERE key >= 0 AND key <= COALESCE(
          (SELECT key FROM fingerprint_key WHERE key >= 0 AND key < @end ORDER BY key LIMIT 1 OFFSET @most), @end - 1)
        """,
        new { end = KeyDay.First(day), most });

    /// <summary>The messages stand in another complaint from now on.</summary>
    public static async Task MoveAsync(StoreSession session, IReadOnlyCollection<long> messages, long complaint)
    {
        var database = session.Database;
        foreach (var table in (string[])["match_queue", "near_fingerprint"])
        {
            await session.ExecuteAsync($"UPDATE {table} SET complaint_id = @complaint WHERE {database.In("message_id", "@messages")}", new { complaint, messages = database.List([.. messages]) });
        }
    }

    private static async Task<int> RemoveAsync(StoreSession session, List<FoundMessage> prints, Func<FoundMessage, int?> dayOf)
    {
        var keys = new UpdateRows(
            "DELETE FROM fingerprint_key USING v WHERE fingerprint_key.key = v.key AND fingerprint_key.message_id = v.message_id",
            "DELETE FROM fingerprint_key WHERE key = @key AND message_id = @message_id");
        var key = keys.Int64("key");
        var keyMessage = keys.Int64("message_id");
        var numbers = new UpdateRows(
            "DELETE FROM complaint_number USING v WHERE complaint_number.value = v.value AND complaint_number.message_id = v.message_id",
            "DELETE FROM complaint_number WHERE value = @value AND message_id = @message_id");
        var value = numbers.Text("value");
        var numberMessage = numbers.Int64("message_id");
        var removed = new UpdateRows(
            "DELETE FROM near_fingerprint USING v WHERE near_fingerprint.message_id = v.message_id", "DELETE FROM near_fingerprint WHERE message_id = @message_id");
        var messageId = removed.Int64("message_id");
        foreach (var print in prints)
        {
            messageId.Add(print.MessageId);
            foreach (var each in NearFingerprint.Of(print.Sketch, print.Words, print.Content).AllKeys(dayOf(print)))
            {
                key.Add(each);
                keyMessage.Add(print.MessageId);
            }

            foreach (var number in StoredNumbers.Read(print.Numbers))
            {
                value.Add(number.Value);
                numberMessage.Add(print.MessageId);
            }
        }

        await session.RunAsync([keys, numbers, removed]);
        return prints.Count;
    }
}
