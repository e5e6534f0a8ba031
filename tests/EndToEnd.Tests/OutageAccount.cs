using System.Globalization;

namespace EndToEnd.Tests;

/// <summary>What an outage came to, customer by customer: what each received beside what the store says of it.</summary>
internal sealed class OutageAccount
{
    private OutageAccount()
    {
    }

    public required IReadOnlyList<OutageLine> Lines { get; init; }

    public OutageLine this[string customer] => Lines.Single(line => line.Customer == customer);

    /// <param name="pool">Read from outside.</param>
    /// <param name="isPostgres">How it keeps times.</param>
    /// <param name="began">Times are told from here.</param>
    /// <param name="mails">All that the server took.</param>
    public static async Task<OutageAccount> ReadAsync(Pool pool, bool isPostgres, DateTimeOffset began, IReadOnlyList<byte[]> mails)
    {
        var received = mails.ToLookup(mail => SampleMail.Header(mail, "X-Rcpt-Args")!.Split('<', '>')[1], mail => SampleMail.Header(mail, "Message-ID")!, StringComparer.Ordinal);
        var answers = await pool.QueryAsync<(long Id, long Complaint, string Recipient, string StableId, string State, string? Reason)>(
            "SELECT id, complaint_id, recipient, stable_id, state, last_reason FROM outbox WHERE purpose = 'ack' AND channel = 'outgoing' ORDER BY id");
        var attempts = (await pool.QueryAsync<(long Answer, long Started, long Finished, string Outcome, string Reason)>(
            $"SELECT outbox_id, {Millis("started_at")}, {Millis("finished_at")}, outcome, reason FROM attempt ORDER BY number")).ToLookup(row => row.Answer);
        var events = (await pool.QueryAsync<(long Complaint, string Type, long At)>(
            $"SELECT complaint_id, type, {Millis("created_at")} FROM event WHERE type LIKE 'complaint.acknowledgement-%' ORDER BY complaint_id, version")).ToLookup(row => row.Complaint);
        return new OutageAccount
        {
            Lines =
            [
                .. answers.Select(answer => new OutageLine
                {
                    Customer = answer.Recipient,
                    State = answer.State,
                    Reason = answer.Reason,
                    StableId = answer.StableId,
                    Received = [.. received[answer.Recipient]],
                    Attempts = [.. attempts[answer.Id].Select(row => new OutageAttempt(After(row.Started), After(row.Finished), row.Outcome, row.Reason))],
                    Events = [.. events[answer.Complaint].Select(row => (row.Type["complaint.acknowledgement-".Length..], After(row.At)))],
                }),
            ],
        };

        TimeSpan After(long milliseconds) => DateTimeOffset.FromUnixTimeMilliseconds(milliseconds) - began;

        string Millis(string column) => isPostgres ? $"CAST(extract(epoch FROM {column}) * 1000 AS bigint)" : column;
    }

    /// <summary>As a table, for the log of the tests.</summary>
    public string Tell(string title)
    {
        var rows = Lines.Select(line => string.Create(
            CultureInfo.InvariantCulture,
            $"  {line.Customer,-24} received {line.Received.Count}, {line.State} ({line.Reason}), {line.Attempts.Count} attempts, {line.Uncertain} uncertain, first {Hours(line.Attempts[0].Started)}, last {Hours(line.Attempts[^1].Finished)}{string.Concat(line.Events.Select(one => $", {one.Type} {Hours(one.At)}"))}"));
        return string.Join('\n', [title, .. rows]);

        static string Hours(TimeSpan time) => string.Create(CultureInfo.InvariantCulture, $"{(int)time.TotalHours}:{time:mm\\:ss}");
    }
}
