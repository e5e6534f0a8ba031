using System.Text.Json;
using System.Text.RegularExpressions;
using TestSupport;

namespace EndToEnd.Tests;

/// <summary>Compares what customers were promised, what the pool holds and what reached the customers, as sets.</summary>
internal sealed partial class Reckoning
{
    private Reckoning()
    {
    }

    public required int Messages { get; init; }

    /// <summary>Acknowledgements beyond the first that reached customers.</summary>
    public required int RepeatedAcknowledgements { get; init; }

    /// <summary>Attempts whose end nobody knows, as recorded.</summary>
    public required long UncertainAttempts { get; init; }

    public required IReadOnlyList<string> Faults { get; init; }

    public static async Task<Reckoning> OfAsync(Load load, Pool pool, SmtpSink sink, CallbackReceiver callback)
    {
        var faults = new List<string>();
        var bodies = await pool.QueryAsync<(long Complaint, string Body)>("SELECT complaint_id, body FROM complaint_message");
        var keys = bodies.Select(row => KeyOf(row.Body)).ToList();
        var known = keys.ToHashSet(StringComparer.Ordinal);
        var registered = keys.Count;
        Report("lost", load.Promised.Except(known));
        Report("unexpected", known.Except(load.Offered));
        Report("doubled", keys.GroupBy(key => key, StringComparer.Ordinal).Where(group => group.Count() > 1).Select(group => group.Key));
        Report("messages without an outcome", await pool.QueryAsync<string>("SELECT external_id FROM message WHERE id NOT IN (SELECT message_id FROM ledger)"));
        Report("parked", await pool.QueryAsync<string>("SELECT m.external_id FROM message m JOIN inbox i ON i.message_id = m.id WHERE i.parked_at IS NOT NULL"));
        Report("still waiting", await pool.QueryAsync<string>("SELECT m.external_id FROM message m JOIN inbox i ON i.message_id = m.id WHERE i.parked_at IS NULL"));
        Report(
            "complaints of more than one message",
            bodies.GroupBy(row => row.Complaint).Where(group => group.Count() > 1).Select(group => group.Key.ToString()));
        var complaints = await pool.CountAsync("SELECT count(*) FROM complaint");
        if (complaints != known.Count)
        {
            faults.Add($"{complaints} complaints of {known.Count} messages");
        }

        var received = sink.Mails().Select(mail => SampleMail.Header(mail, "Message-ID") ?? "?").Concat(callback.Received.Select(item => NumberOf(item.Body)))
            .GroupBy(id => id, StringComparer.Ordinal)
            .ToDictionary(group => group.Key, group => group.Count(), StringComparer.Ordinal);
        var planned = await pool.QueryAsync<(string StableId, string Number, string State, long Uncertain)>(
            "SELECT o.stable_id, o.tracking_number, o.state, (SELECT count(*) FROM attempt a WHERE a.outbox_id = o.id AND a.outcome = 'uncertain') FROM outbox o");
        Report("complaints without an acknowledgement", await pool.QueryAsync<string>("SELECT tracking_number FROM complaint WHERE id NOT IN (SELECT complaint_id FROM outbox)"));
        var repeated = 0;
        foreach (var row in planned)
        {
            var id = received.ContainsKey(row.StableId) ? row.StableId : row.Number;
            received.Remove(id, out var count);
            repeated += Math.Max(0, count - 1);
            // Two uncertain attempts end the repeating: that one is left to an operator, with its reason.
            if (count == 0 && row.State != "uncertain")
            {
                faults.Add($"acknowledgement of {row.Number} ({row.State}) reached nobody");
            }

            if (count > 1 + row.Uncertain)
            {
                faults.Add($"{count} acknowledgements of {row.Number}, uncertain attempts: {row.Uncertain}");
            }
        }

        Report("acknowledgements of nothing", received.Keys);
        return new Reckoning { Messages = registered, RepeatedAcknowledgements = repeated, UncertainAttempts = planned.Sum(row => row.Uncertain), Faults = faults };

        void Report(string what, IEnumerable<string> items)
        {
            var list = items.ToList();
            if (list.Count > 0)
            {
                faults.Add($"{what}: {list.Count} ({string.Join(", ", list.Take(5))})");
            }
        }
    }

    internal static string KeyOf(string body) => Key().Match(body).Value;

    internal static string NumberOf(string callback)
    {
        using var json = JsonDocument.Parse(callback);
        return json.RootElement.GetProperty("data").GetProperty("trackingNumber").GetString() ?? "?";
    }

    [GeneratedRegex("KEY[0-9]{7}", RegexOptions.NonBacktracking)]
    private static partial Regex Key();
}
