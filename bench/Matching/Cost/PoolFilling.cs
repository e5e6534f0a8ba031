using System.Globalization;
using System.Text;
using Ingestion.Worker.Clusters;
using Ingestion.Worker.Matching;
using Ingestion.Worker.Storage;

namespace Ingestion.Bench.Matching.Cost;

/// <summary>Writes a planned pool into an empty store: by the store's own bulk rows, each table in the order of its key.</summary>
internal sealed class PoolFilling(Database database, PoolPlan plan)
{
    private const int RowsAtOnce = 10_000;

    private static readonly byte[] NoReasons = "[]"u8.ToArray();

    public async Task FillAsync()
    {
        if (database.Kind == StoreKind.Sqlite)
        {
            await database.WriteAsync(session => session.ExecuteAsync("PRAGMA cache_size = -1000000"), CancellationToken.None);
        }

        await FillAsync(Enumerable.Range(0, plan.Contacts), ContactRows);
        await FillAsync(Enumerable.Range(0, plan.Complaints), MessageRows);
        await FillAsync(Enumerable.Range(0, plan.Complaints), LedgerRows);
        await FillAsync(Enumerable.Range(0, plan.Complaints), ComplaintRows);
        await FillAsync(Enumerable.Range(0, plan.Complaints), ComplaintMessageRows);
        await FillAsync(Enumerable.Range(0, plan.Complaints), FingerprintRows);
        await FillAsync(NumbersInOrder(), NumberRows);
        var words = plan.Words();
        await FillAsync(KeysInOrder(words), KeyRows);
        await database.WriteAsync(
            async session =>
            {
                await session.ExecuteAsync("INSERT INTO word_frequency (id, messages, counts) VALUES (1, @Messages, @counts)", new { words.Messages, counts = words.Bytes() });

                // A trigger of SQLite's gives each message its place in the queue.
                await session.ExecuteAsync("DELETE FROM inbox");
                await session.ExecuteAsync("UPDATE id_block SET next_id = @next WHERE name = 'id'", new { next = plan.EndOfIds });
            },
            CancellationToken.None);
    }

    private async Task FillAsync<T>(IEnumerable<T> all, Func<T[], StoreStatement> rowsOf)
    {
        foreach (var chunk in all.Chunk(RowsAtOnce))
        {
            await database.WriteAsync(session => session.RunAsync([rowsOf(chunk)]), CancellationToken.None);
        }
    }

    private StoreStatement ContactRows(int[] contacts)
    {
        var rows = new InsertRows("contact_point");
        var (value, kind, id) = (rows.Text("value"), rows.Text("kind"), rows.Int64("contact_id"));
        foreach (var contact in contacts)
        {
            value.Add(PoolPlan.Address(contact));
            kind.Add("email");
            id.Add(plan.ContactId(contact));
        }

        return rows;
    }

    private StoreStatement MessageRows(int[] complaints)
    {
        var rows = new InsertRows("message");
        var (id, channel, external, raw) = (rows.Int64("id"), rows.Text("channel"), rows.Text("external_id"), rows.Bytes("raw"));
        var (arrived, accepted) = (rows.Time("arrived_at"), rows.Time("accepted_at"));
        foreach (var complaint in complaints)
        {
            id.Add(plan.MessageId(complaint));
            channel.Add("mail");
            external.Add(string.Create(CultureInfo.InvariantCulture, $"filled-{complaint:D9}"));
            raw.Add(Encoding.UTF8.GetBytes(plan.Text(complaint).Text));
            arrived.Add(plan.At(complaint));
            accepted.Add(plan.At(complaint));
        }

        return rows;
    }

    private StoreStatement LedgerRows(int[] complaints)
    {
        var rows = new InsertRows("ledger");
        var (message, outcome, complaintId) = (rows.Int64("message_id"), rows.Text("outcome"), rows.Int64("complaint_id"));
        var (fingerprint, reasons) = (rows.OptionalUuid("fingerprint"), rows.Json("reasons"));
        foreach (var complaint in complaints)
        {
            message.Add(plan.MessageId(complaint));
            outcome.Add("complaint");
            complaintId.Add(plan.ComplaintId(complaint));
            fingerprint.Add(Key("content", complaint));
            reasons.Add(NoReasons);
        }

        return rows;
    }

    private StoreStatement ComplaintRows(int[] complaints)
    {
        var rows = new InsertRows("complaint");
        var (id, number, channel, contact) = (rows.Int64("id"), rows.Text("tracking_number"), rows.Text("channel"), rows.Int64("contact_id"));
        var (kind, category, priority, language) = (rows.Text("kind"), rows.Text("category"), rows.Text("priority"), rows.Text("language"));
        var (sureOfLanguage, sureOfKind, sureOfCategory) = (rows.Int32("language_confidence"), rows.Int32("kind_confidence"), rows.Int32("category_confidence"));
        var (review, received, last) = (rows.Boolean("needs_review"), rows.Time("received_at"), rows.Time("last_message_at"));
        foreach (var complaint in complaints)
        {
            id.Add(plan.ComplaintId(complaint));
            number.Add(PoolPlan.Number(complaint));
            channel.Add("mail");
            contact.Add(plan.ContactId(plan.Contact(complaint)));
            kind.Add("complaint");
            category.Add(plan.Text(complaint).Category);
            priority.Add("normal");
            language.Add(plan.Text(complaint).Language);
            sureOfLanguage.Add(90);
            sureOfKind.Add(80);
            sureOfCategory.Add(80);
            review.Add(false);
            received.Add(plan.At(complaint));
            last.Add(plan.At(complaint));
        }

        return rows;
    }

    private StoreStatement ComplaintMessageRows(int[] complaints)
    {
        var rows = new InsertRows("complaint_message");
        var (complaintId, message, key, contact) = (rows.Int64("complaint_id"), rows.Int64("message_id"), rows.OptionalUuid("conversation_key"), rows.Int64("contact_id"));
        var (subject, body) = (rows.Text("subject"), rows.Text("body"));
        foreach (var complaint in complaints)
        {
            complaintId.Add(plan.ComplaintId(complaint));
            message.Add(plan.MessageId(complaint));
            key.Add(Key("thread", complaint));
            contact.Add(plan.ContactId(plan.Contact(complaint)));
            subject.Add(null);
            body.Add(plan.Text(complaint).Text);
        }

        return rows;
    }

    private StoreStatement FingerprintRows(int[] complaints)
    {
        var rows = new InsertRows("near_fingerprint");
        var (message, complaintId, at, content) = (rows.Int64("message_id"), rows.Int64("complaint_id"), rows.Time("at"), rows.Int32("content"));
        var (sketch, words, numbers, reasons) = (rows.Bytes("sketch"), rows.Bytes("words"), rows.Text("numbers"), rows.Json("reasons"));
        foreach (var complaint in complaints)
        {
            var text = plan.Text(complaint);
            message.Add(plan.MessageId(complaint));
            complaintId.Add(plan.ComplaintId(complaint));
            at.Add(plan.At(complaint));
            content.Add(text.Print.ContentLength);
            sketch.Add(text.SketchOf(plan.Variant(complaint)));
            words.Add(text.Words);
            numbers.Add(StoredNumbers.Write([.. plan.Numbers(complaint)]));
            reasons.Add(NoReasons);
        }

        return rows;
    }

    private IEnumerable<(string Value, int Complaint)> NumbersInOrder()
    {
        var all = new List<(string Value, int Complaint)>();
        for (var complaint = 0; complaint < plan.Complaints; complaint++)
        {
            foreach (var value in plan.Numbers(complaint).Select(number => number.Value).Distinct(StringComparer.Ordinal))
            {
                all.Add((value, complaint));
            }
        }

        all.Sort((left, right) => string.CompareOrdinal(left.Value, right.Value) is not 0 and var order ? order : left.Complaint.CompareTo(right.Complaint));
        return all;
    }

    private StoreStatement NumberRows((string Value, int Complaint)[] numbers)
    {
        var rows = new InsertRows("complaint_number");
        var (value, message) = (rows.Text("value"), rows.Int64("message_id"));
        foreach (var (named, complaint) in numbers)
        {
            value.Add(named);
            message.Add(plan.MessageId(complaint));
        }

        return rows;
    }

    private IEnumerable<(long Key, int Complaint)> KeysInOrder(WordFrequency words)
    {
        var all = new List<(long Key, int Complaint)>(plan.Complaints * (NearFingerprint.Bands + NearFingerprint.WordKeys));
        var wordKeys = new long[NearFingerprint.WordKeys];
        var first = KeyDay.Of(plan.At(plan.Complaints) - MatchSweeper.KeysKeptFor);
        for (var complaint = 0; complaint < plan.Complaints; complaint++)
        {
            var text = plan.Text(complaint);
            foreach (var key in plan.Bands(complaint).Concat(wordKeys.Take(WordKeys(complaint))).Distinct())
            {
                all.Add((key, complaint));
            }
        }

        all.Sort();
        return all;

        // Those of the days before were swept.
        int WordKeys(int complaint) => KeyDay.Of(plan.At(complaint)) is var day && day >= first ? plan.Text(complaint).Print.WriteWordKeys(wordKeys, words, day) : 0;
    }

    private StoreStatement KeyRows((long Key, int Complaint)[] keys)
    {
        var rows = new InsertRows("fingerprint_key");
        var (key, message) = (rows.Int64("key"), rows.Int64("message_id"));
        foreach (var (under, complaint) in keys)
        {
            key.Add(under);
            message.Add(plan.MessageId(complaint));
        }

        return rows;
    }

    private static Guid Key(string what, int complaint)
    {
        var half = NearFingerprint.Mix((ulong)StableHash.Of64(what) + (ulong)complaint);
        return new Guid([.. BitConverter.GetBytes(half), .. BitConverter.GetBytes(NearFingerprint.Mix(half))]);
    }
}
