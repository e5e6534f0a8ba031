using Ingestion.Worker.Storage;

namespace Ingestion.Worker.Operations;

/// <summary>Adds what entrances turned away to the store's daily counts.</summary>
internal static class RefusalLedger
{
    public static async Task WriteAsync(Database database, RefusalCounter counter, TimeProvider time, CancellationToken cancellationToken)
    {
        var totals = counter.Take();
        if (totals.Count == 0)
        {
            return;
        }

        var rows = new UpdateRows(
            "INSERT INTO refusal (day, channel, reason, count) SELECT v.day, v.channel, v.reason, v.count FROM v ON CONFLICT (day, channel, reason) DO UPDATE SET count = refusal.count + excluded.count",
            "INSERT INTO refusal (day, channel, reason, count) VALUES (@day, @channel, @reason, @count) ON CONFLICT (day, channel, reason) DO UPDATE SET count = count + excluded.count");
        var day = rows.Date("day");
        var channel = rows.Text("channel");
        var reason = rows.Text("reason");
        var count = rows.Int64("count");
        // In one order for all workers: each waits for no more than one other.
        foreach (var total in totals.OrderBy(total => total.Channel, StringComparer.Ordinal).ThenBy(total => total.Reason, StringComparer.Ordinal))
        {
            day.Add(DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime));
            channel.Add(total.Channel);
            reason.Add(total.Reason);
            count.Add(total.Count);
        }

        try
        {
            await database.RunAsync([rows], cancellationToken);
        }
        catch
        {
            counter.GiveBack(totals);
            throw;
        }
    }
}
