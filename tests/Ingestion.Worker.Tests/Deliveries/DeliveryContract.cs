using Ingestion.Channels;
using Ingestion.Worker.Commands;
using Ingestion.Worker.Deliveries;
using Ingestion.Worker.Operations;
using Ingestion.Worker.Outbox;
using Ingestion.Worker.Storage;
using Ingestion.Worker.Tests.Core;
using Microsoft.Extensions.Logging.Abstractions;
using Xunit;

namespace Ingestion.Worker.Tests.Deliveries;

/// <summary>What providers tell later about answers that they took.</summary>
public abstract class DeliveryContract : CoreTests
{
    private readonly RecordingSender sender = new();

    private protected DeliveryContract(StoreKind kind)
        : base(kind)
    {
    }

    [Theory]
    [InlineData(DeliveryState.Delivered, "sent", "complaint.acknowledgement-delivered")]
    [InlineData(DeliveryState.Read, "sent", "complaint.acknowledgement-delivered")]
    [InlineData(DeliveryState.Failed, "undelivered", "complaint.acknowledgement-failed")]
    [InlineData(DeliveryState.Sent, "sent", null)]
    public async Task Work_Receipt_ShowsAtItsAnswerAndTellsDownstream(DeliveryState state, string outboxState, string? type)
    {
        await SendAsync();
        await ReportAsync(new DeliveryReceipt("provider-1", state, "twilio-status"));

        Assert.Equal((DeliveryWords.Word(state), "twilio-status"), await SingleAsync<(string, string)>("SELECT delivery, delivery_reason FROM attempt WHERE delivery_at IS NOT NULL"));
        Assert.Equal(outboxState, await StateAsync());
        Assert.Equal(type is null ? [] : [(type, 2)], await EventsAsync());
        Assert.Equal(type is null ? 1 : 2, await SingleAsync<int>("SELECT version FROM complaint"));
        Assert.Equal(1, await SingleAsync<int>("SELECT message_count FROM complaint"));
        Assert.Equal(0, await WaitingAsync());
        if (type is not null)
        {
            Assert.Equal("""{"channel":"mail","reason":"twilio-status"}""", await SingleAsync<string>("SELECT CAST(payload AS text) FROM event WHERE version = 2"));
        }
    }

    [Fact]
    public async Task Work_ReceiptBeforeItsAttemptIsRecorded_IsFoundLater()
    {
        await Core.TakeAsync(Some.Mail());
        await ReportAsync(new DeliveryReceipt("provider-1", DeliveryState.Delivered, "told"));
        Assert.Equal(
            (1, 1), await SingleAsync<(int, int)>($"SELECT tries, CASE WHEN not_before >= at + {Database.Sql("interval '2 seconds'", "2000")} THEN 1 ELSE 0 END FROM receipt"));
        await ExecuteAsync($"UPDATE receipt SET not_before = {Database.NowPlus("1000")}");
        await Core.NewRelay("mail", sender).WorkAsync(CancellationToken.None);
        Assert.False(await WorkAsync());

        await ExecuteAsync($"UPDATE receipt SET not_before = {Database.NowPlus("-1")}");
        Assert.True(await WorkAsync());

        Assert.Equal("delivered", await SingleAsync<string>("SELECT delivery FROM attempt"));
        Assert.Equal(0, await WaitingAsync());
        Assert.Single(await EventsAsync());
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Work_ReceiptsTwiceAndOutOfOrder_TakeNothingBack(bool atOnce)
    {
        await SendAsync();
        foreach (var state in (DeliveryState[])[DeliveryState.Read, DeliveryState.Delivered, DeliveryState.Read, DeliveryState.Failed, DeliveryState.Sent])
        {
            await Receipts.AcceptAsync(Database, "mail", [Receipt(state), Receipt(state)], CancellationToken.None);
            if (!atOnce)
            {
                await WorkAsync();
            }
        }

        await WorkAsync();

        Assert.Equal(("read", "sent"), (await SingleAsync<string>("SELECT delivery FROM attempt"), await StateAsync()));
        Assert.Equal([("complaint.acknowledgement-delivered", 2)], await EventsAsync());
        Assert.Equal(4, await SingleAsync<long>("SELECT count(*) FROM receipt"));
    }

    [Fact]
    public async Task Work_DeliveredAfterFailed_IsBelieved()
    {
        await SendAsync();
        await ReportAsync(Receipt(DeliveryState.Failed));
        await ReportAsync(Receipt(DeliveryState.Delivered));

        Assert.Equal("sent", await StateAsync());
        Assert.Equal([("complaint.acknowledgement-failed", 2), ("complaint.acknowledgement-delivered", 3)], await EventsAsync());
    }

    [Fact]
    public async Task Work_FailedDelivery_CanBeSentOnceMore()
    {
        await SendAsync();
        await ReportAsync(Receipt(DeliveryState.Failed));
        var given = Assert.Single(await GivenUpAnswers.ListAsync(Database, 10, CancellationToken.None));
        await GivenUpAnswers.RetryAsync(Database, given.Id, "operator-7", CancellationToken.None);
        sender.Answer(new SendResult(SendOutcome.Sent, "again") { ProviderId = "provider-2" });
        await Core.NewRelay("mail", sender).WorkAsync(CancellationToken.None);

        // What comes late about the first attempt says nothing about the second.
        await ReportAsync(Receipt(DeliveryState.Read), new DeliveryReceipt("provider-2", DeliveryState.Failed, "told"));

        Assert.Equal(["read", "failed"], await QueryAsync<string>("SELECT delivery FROM attempt ORDER BY number"));
        Assert.Equal("undelivered", await StateAsync());
        Assert.Equal(4, await SingleAsync<int>("SELECT version FROM complaint"));
        Assert.Equal([2, 3, 4], (await EventsAsync()).Select(item => item.Version));
    }

    [Fact]
    public async Task Work_ReceiptOfAnotherChannel_IsNotOurs()
    {
        await SendAsync();
        await Receipts.AcceptAsync(Database, "mail2", [Receipt(DeliveryState.Failed)], CancellationToken.None);
        await WorkAsync();

        Assert.Equal("sent", await StateAsync());
        Assert.Equal(1, await WaitingAsync());
    }

    [Fact]
    public async Task Sweep_ReceiptsOfNothing_GoAfterAWeek()
    {
        await SendAsync();
        await ReportAsync(Receipt(DeliveryState.Delivered), new DeliveryReceipt("young", DeliveryState.Delivered, "told"), new DeliveryReceipt("old", DeliveryState.Delivered, "told"));
        await ExecuteAsync($"UPDATE receipt SET at = {Database.NowPlus("-605000")} WHERE provider_id <> 'young'");

        Assert.Equal(1, await Receipts.SweepAsync(Database, CancellationToken.None));
        Assert.Equal(["provider-1", "young"], await QueryAsync<string>("SELECT provider_id FROM receipt ORDER BY provider_id"));
    }

    [Fact]
    public async Task Accept_WhatBreaksTheContract_IsRefusedWhole()
    {
        foreach (var id in (string[])["", new string('x', 501), "nul\0"])
        {
            await Assert.ThrowsAnyAsync<ArgumentException>(
                () => Receipts.AcceptAsync(Database, "mail", [Receipt(DeliveryState.Sent), new DeliveryReceipt(id, DeliveryState.Sent, "told")], CancellationToken.None));
        }

        await Assert.ThrowsAnyAsync<ArgumentException>(
            () => Receipts.AcceptAsync(Database, "mail", [.. Enumerable.Repeat(Receipt(DeliveryState.Sent), Receipts.MostAtOnce + 1)], CancellationToken.None));
        Assert.Equal(0, await SingleAsync<long>("SELECT count(*) FROM receipt"));
    }

    [Fact]
    public async Task Work_MoreThanABatch_AreAllSettled()
    {
        await SendAsync();
        await Receipts.AcceptAsync(
            Database, "mail", [.. Enumerable.Range(0, 500).Select(i => new DeliveryReceipt($"other-{i}", DeliveryState.Sent, "told")), Receipt(DeliveryState.Delivered)], CancellationToken.None);
        while (await WorkAsync())
        {
            // Until nothing waits.
        }

        Assert.Equal("delivered", await SingleAsync<string>("SELECT delivery FROM attempt"));
        Assert.Equal(500, await SingleAsync<long>("SELECT count(*) FROM receipt WHERE is_waiting AND tries > 0"));
    }

    [Fact]
    public async Task Work_TwoWorkersAtOnce_TellDownstreamOnce()
    {
        await SendAsync();
        await Receipts.AcceptAsync(Database, "mail", [Receipt(DeliveryState.Delivered)], CancellationToken.None);
        var other = new DeliveryReports(Store.Another(), new IdBlock(Store.Another()), new WakeSignal(), TimeProvider.System, NullLogger<DeliveryReports>.Instance);

        await Task.WhenAll(Task.Run(WorkAsync), Task.Run(() => other.WorkAsync(CancellationToken.None)));

        Assert.Single(await EventsAsync());
        Assert.Equal(2, await SingleAsync<int>("SELECT version FROM complaint"));
    }

    [Fact]
    public async Task Explain_TellsSegmentsAndReceipts()
    {
        sender.Answer(new SendResult(SendOutcome.Sent, "twilio-201") { ProviderId = "provider-1", Segments = 3 });
        await SendAsync();
        await ReportAsync(new DeliveryReceipt("provider-1", DeliveryState.Failed, "twilio-30003"));

        var told = string.Join('\n', await Timeline.OfAsync(Database, [await SingleAsync<long>("SELECT id FROM message")], CancellationToken.None));
        Assert.Contains("counts as 3 SMS", told, StringComparison.Ordinal);
        Assert.Contains("says the provider: failed", told, StringComparison.Ordinal);
        Assert.Contains("now undelivered: twilio-30003", told, StringComparison.Ordinal);
        Assert.Equal(3, await SingleAsync<int>("SELECT segments FROM attempt"));
    }

    [Fact]
    public async Task Attempts_ByProviderId_AreFoundByTheIndex()
    {
        await SendAsync();
        var plan = Database.Kind == StoreKind.Sqlite
            ? (await QueryAsync<(int, int, int, string Detail)>("EXPLAIN QUERY PLAN SELECT outbox_id FROM attempt WHERE provider_id IN (SELECT value FROM json_each('[\"a\"]'))")).Select(row => row.Detail)
            : await Database.ReadAsync(
                async session =>
                {
                    await session.ExecuteAsync("SET enable_seqscan = off");
                    var lines = await session.QueryAsync<string>("EXPLAIN SELECT outbox_id FROM attempt WHERE provider_id = ANY(ARRAY['a'])");
                    await session.ExecuteAsync("RESET enable_seqscan");
                    return lines;
                },
                CancellationToken.None);

        Assert.Contains(plan, line => line.Contains("attempt_provider", StringComparison.Ordinal));
    }

    private static DeliveryReceipt Receipt(DeliveryState state) => new("provider-1", state, "told");

    private async Task SendAsync()
    {
        await Core.TakeAsync(Some.Mail());
        await Core.NewRelay("mail", sender).WorkAsync(CancellationToken.None);
    }

    private async Task ReportAsync(params DeliveryReceipt[] receipts)
    {
        await Receipts.AcceptAsync(Database, "mail", receipts, CancellationToken.None);
        await WorkAsync();
    }

    private Task<bool> WorkAsync() =>
        new DeliveryReports(Database, Core.Ids, new WakeSignal(), TimeProvider.System, NullLogger<DeliveryReports>.Instance).WorkAsync(CancellationToken.None);

    private Task<string> StateAsync() => SingleAsync<string>("SELECT state FROM outbox");

    private Task<long> WaitingAsync() => SingleAsync<long>("SELECT count(*) FROM receipt WHERE is_waiting");

    private Task<List<(string Type, int Version)>> EventsAsync() => QueryAsync<(string, int)>("SELECT type, version FROM event WHERE version > 1 ORDER BY version");
}
