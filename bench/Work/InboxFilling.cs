using Ingestion.Bench.Http;
using Ingestion.Bench.Worker;
using Ingestion.Channels;
using Ingestion.Worker.Inbox;
using Ingestion.Worker.Storage;
using Ingestion.Worker.Storage.Postgres;
using Ingestion.Worker.Storage.Sqlite;

namespace Ingestion.Bench.Work;

/// <summary>Fills the inbox by the worker's own accepting code while no worker runs.</summary>
internal static class InboxFilling
{
    private const int AtOnce = 1000;

    public static async Task FillAsync(WorkerRun run, int messages)
    {
        await using Database database = (string)run.Database["Store"]! == "postgres"
            ? new PostgresDatabase((string)run.Database["ConnectionString"]!, 10)
            : new SqliteDatabase((string)run.Database["File"]!);
        var inbox = new MessageInbox(database, new IdBlock(database), new Backlog(int.MaxValue));
        inbox.Start();
        for (var first = 0; first < messages; first += AtOnce)
        {
            var offers = Enumerable.Range(first, Math.Min(AtOnce, messages - first)).Select(Offer).ToList();
            await inbox.AcceptAsync("chat", offers, CancellationToken.None);
        }

        await inbox.StopAsync();
    }

    private static OfferedMessage Offer(int number)
    {
        var id = $"fill-{number:D7}";
        return new OfferedMessage { ExternalId = id, Raw = ChatMessages.Body(id, number), ArrivedAt = TimeProvider.System.GetUtcNow() };
    }
}
