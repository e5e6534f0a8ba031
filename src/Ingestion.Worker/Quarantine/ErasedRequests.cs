using System.Text;
using Ingestion.Worker.Operations;
using Ingestion.Worker.Storage;

namespace Ingestion.Worker.Quarantine;

/// <summary>Takes refused requests that name what is erased: nobody has read them, so they are searched for ids and addresses as they may be written.</summary>
internal static class ErasedRequests
{
    /// <summary>Shorter ones stand in any text.</summary>
    private const int Shortest = 5;

    /// <summary>Empties what is held of these channels and names one of the ids or points. Returns how many there were.</summary>
    public static async Task<int> EraseAsync(StoreSession session, IReadOnlyCollection<string> channels, IReadOnlyCollection<string> names, string actor)
    {
        var searched = names.SelectMany(Writings).Where(name => name.Length >= Shortest).Distinct(StringComparer.Ordinal).Select(Encoding.UTF8.GetBytes).ToList();
        var database = session.Database;
        var held = await session.QueryAsync<(long Id, string Query, byte[] Body)>(
            $"SELECT id, query, body FROM quarantine WHERE state = 'held' AND {database.In("channel", "@channels")}", new { channels = database.List([.. channels]) });
        List<long> ids = [.. held.Where(request => searched.Exists(name => Names(request.Body, name) || Names(Encoding.UTF8.GetBytes(request.Query), name))).Select(request => request.Id)];
        if (ids.Count == 0)
        {
            return 0;
        }

        await session.ExecuteAsync(
            $"UPDATE quarantine SET state = @state, query = '', headers = '{{}}', body = @nothing, size = 0 WHERE {database.In("id", "@ids")}",
            new { state = QuarantineEntry.Discarded, nothing = Array.Empty<byte>(), ids = database.List(ids) });
        foreach (var id in ids)
        {
            await OperatorActions.RecordAsync(session, id, "erased", actor, "quarantined");
        }

        return ids.Count;
    }

    private static bool Names(ReadOnlySpan<byte> text, byte[] name) => text.IndexOf(name) >= 0;

    /// <summary>As it is, as forms and queries write it, and without what our own spelling puts before it: a plus sign, a network.</summary>
    private static IEnumerable<string> Writings(string name)
    {
        var bare = name[(name.LastIndexOf(':') + 1)..].TrimStart('+');
        return [name, Uri.EscapeDataString(name), bare, Uri.EscapeDataString(bare)];
    }
}
