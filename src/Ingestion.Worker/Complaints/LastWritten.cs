using Ingestion.Worker.Storage;

namespace Ingestion.Worker.Complaints;

/// <summary>When the customers of complaints last wrote on a channel otherwise than by SMS, about whatever, by the provider's clock where it tells.</summary>
internal static class LastWritten
{
    /// <returns>By complaint, where it is known.</returns>
    public static async Task<Dictionary<long, DateTimeOffset>> OfAsync(StoreSession session, string channel, IReadOnlyCollection<long> complaints)
    {
        var database = session.Database;
        var customers = (await session.QueryAsync<(long Id, string Kind, string Value)>(
            $"SELECT c.id, p.kind, p.value FROM complaint c JOIN contact_point p ON p.contact_id = c.contact_id WHERE {database.In("c.id", "@ids")}",
            new { ids = database.List([.. complaints]) })).ToDictionary(row => row.Id, row => Conversations.SessionKey(channel, row.Kind, row.Value));
        var sessions = await KnownSession.FindAsync(session, [.. customers.Values.Distinct()]);
        return customers
            .Select(customer => (customer.Key, At: sessions.GetValueOrDefault(customer.Value)?.LastChatAt))
            .Where(customer => customer.At is not null)
            .ToDictionary(customer => customer.Key, customer => customer.At!.Value);
    }
}
