using Ingestion.Worker.Storage;

namespace Ingestion.Worker.Inbox;

/// <summary>Where and when a message came in.</summary>
internal sealed record ArrivedMessage
{
    public long Id { get; init; }

    public string Channel { get; init; } = "";

    /// <summary>When it reached the provider, or us where the provider does not say.</summary>
    public DateTimeOffset At { get; init; }

    public DateTimeOffset AcceptedAt { get; init; }

    public static Task<List<ArrivedMessage>> OfAsync(StoreSession session, IReadOnlyCollection<long> messages) => session.QueryAsync<ArrivedMessage>(
        $"SELECT id, channel, COALESCE(arrived_at, accepted_at) AS at, accepted_at FROM message WHERE {session.Database.In("id", "@ids")} ORDER BY id",
        new { ids = session.Database.List([.. messages]) });
}
