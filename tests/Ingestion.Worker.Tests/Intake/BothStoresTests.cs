using System.Globalization;
using Ingestion.Channels;
using Ingestion.Worker.Storage;
using Ingestion.Worker.Tests.Core;
using Xunit;

namespace Ingestion.Worker.Tests.Intake;

/// <summary>The same input gives the same pool, whatever the store.</summary>
public sealed class BothStoresTests
{
    [Fact]
    public async Task Decide_SameInput_GivesTheSamePool()
    {
        var sqlite = await PoolOfAsync(StoreKind.Sqlite);
        var postgres = await PoolOfAsync(StoreKind.Postgres);

        Assert.True(sqlite.Count > 180, $"{sqlite.Count} rows compared");
        Assert.Equal(sqlite, postgres);
    }

    private static async Task<List<string>> PoolOfAsync(StoreKind kind)
    {
        await using var store = await TestStore.CreateAsync(kind);
        await using var core = new CoreOnStore(store.Database) { Random = new Complaints.FixedRandom(20261121) };
        await TellAsync(core);
        var rows = new List<string>();
        foreach (var (table, columns) in Compared)
        {
            var selected = string.Join(", ", columns.Split(' ').Select(column => Selected(column)));
            rows.AddRange((await store.Database.ReadAsync(
                async session =>
                {
                    var found = new List<string>();
                    await using var command = session.Connection.CreateCommand();
                    command.CommandText = $"SELECT {selected} FROM {table}";
                    await using var reader = await command.ExecuteReaderAsync();
                    while (await reader.ReadAsync())
                    {
                        var values = Enumerable.Range(0, reader.FieldCount).Select(i => reader.IsDBNull(i) ? "-" : Convert.ToString(reader.GetValue(i), CultureInfo.InvariantCulture));
                        found.Add($"{table}: {string.Join(" | ", values)}");
                    }

                    return found;
                },
                CancellationToken.None)).Order(StringComparer.Ordinal));
        }

        return rows;
    }

    /// <summary>All tables and columns that decisions write, but for times.</summary>
    private static readonly (string Table, string Columns)[] Compared =
    [
        ("message", "id channel external_id context offers"),
        ("inbox", "message_id size claims parked_reason"),
        ("ledger", "message_id outcome complaint_id #fingerprint reasons"),
        ("contact_point", "kind value contact_id acknowledged_count"),
        ("complaint", "id tracking_number channel contact_id kind category priority language language_confidence kind_confidence category_confidence ?needs_review status version message_count"),
        ("complaint_message", "message_id complaint_id #conversation_key contact_id sender_name subject body version revises revision ?is_current"),
        ("message_identity", "#identity message_id versions current_id #content ?is_withdrawn ?is_copy ?is_erased"),
        ("session", "#key complaint_id message_id"),
        ("outbox", "id complaint_id message_id purpose channel medium recipient_kind recipient conversation_id stable_id kind language tracking_number in_reply_to reference_ids ?is_public state attempts uncertain"),
        ("event", "id complaint_id version type payload"),
        ("acknowledgement_hour", "planned"),
    ];

    /// <summary>Truth values and keys of 128 bits look different in the two stores.</summary>
    private static string Selected(string column) => column[0] switch
    {
        '?' => $"CASE WHEN {column[1..]} THEN 1 ELSE 0 END",
        '#' => $"replace(CAST({column[1..]} AS text), '-', '')",
        _ => $"CAST({column} AS text)",
    };

    private static async Task TellAsync(CoreOnStore core)
    {
        var opened = await core.TakeAsync(Some.Mail("İlk şikayət: bağlama", id: "<1@customer.example>").WithFingerprint("1") with { LanguageHint = "az", SenderName = "Ayla Ə." });
        await core.OfferAsync(Some.Mail("İlk şikayət: bağlama", id: "<1@customer.example>").WithFingerprint("1"), "mail2");
        await core.OfferAsync(Some.Mail("و جعبه‌اش هم شکسته است").Answering(CoreOnStore.OwnIds.Create("ack", opened.ComplaintId!.Value)));
        await core.OfferAsync(Some.Mail("nul \0 here", Some.Rza, "<2@stranger.example>").Answering("<1@customer.example>"));
        await core.OfferAsync(Some.Mail("I am away", Some.Rza).Signed("auto-submitted", MachineSignStrength.MachineReport));
        await core.OfferAsync(Some.Mail("spam spam", Some.Rza));
        await core.OfferAsync(Some.Poison());
        await core.OfferAsync(Some.Chat("oda", "merhaba"), "chat");
        await core.OfferAsync(Some.Chat("oda", "kimse var mı", Some.Ayla), "chat");
        await core.OfferAsync(Some.Mail("partly") with { Notes = ["unknown-charset"], ReplyTo = Some.Email("x@elsewhere.example") });
        await core.OfferAsync(Some.Chat("görüş", "ilk sözü") with { Identity = "p1", IsPublic = true, MessageId = "7" }, "chat");
        await core.OfferAsync(Some.Chat("görüş", "urgent: düzeltilmiş") with { Identity = "p1" }, "chat");
        await core.OfferAsync(Some.Chat("görüş", "") with { Identity = "p1", IsWithdrawn = true }, "chat");
        await core.OfferAsync(Some.Chat("görüş", "") with { Identity = "p2", IsWithdrawn = true }, "chat");
        for (var i = 0; i < 30; i++)
        {
            var from = Some.Email($"C{i % 7}@customer.example");
            await core.OfferAsync(Some.Mail($"matter {i % 20}", from, $"<m{i}@customer.example>").WithFingerprint($"{i % 20} of {i % 7}").Answering($"<m{i - 7}@customer.example>"));
        }

        for (var i = 0; i < 6; i++)
        {
            await core.DecideAsync();
            await core.ExpireLeasesAsync();
        }

        await core.Inbox.AcceptAsync("chat", [Some.Offered("key-9"), Some.Offered("key-9")], CancellationToken.None);
        await core.DecideAsync();
    }
}
