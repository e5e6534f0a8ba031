using System.Globalization;
using Ingestion.Channels;
using Ingestion.Worker.Commands;
using Ingestion.Worker.Deliveries;
using Ingestion.Worker.Operations;
using Ingestion.Worker.Storage;
using Ingestion.Worker.Tests.Core;
using Microsoft.Extensions.Logging.Abstractions;
using Xunit;

namespace Ingestion.Worker.Tests.Deliveries;

/// <summary>Reports of mail systems that an acknowledgement came back.</summary>
public abstract class BounceContract : CoreTests
{
    private readonly RecordingSender sender = new();

    private protected BounceContract(StoreKind kind)
        : base(kind)
    {
    }

    private protected override CoreOnStore NewCore(Database database) => new(database) { IntakeSettings = Some.EachItsOwn };

    [Fact]
    public async Task Report_OnOurAnswer_MovesItAndItsAttemptAndTellsDownstream()
    {
        var opened = await SendAsync();
        var entry = await Core.TakeAsync(Bounce(opened.ComplaintId!.Value, "bounced-5.1.1"), "mail2");
        await SettleAsync();

        Assert.Equal(("machine-mail", opened.ComplaintId), (entry.Outcome, entry.ComplaintId));
        Assert.Equal(("undelivered", "bounced-5.1.1"), await SingleAsync<(string, string)>("SELECT state, last_reason FROM outbox"));
        Assert.Equal(("failed", "bounced-5.1.1"), await SingleAsync<(string, string)>("SELECT delivery, delivery_reason FROM attempt"));
        Assert.Equal(["complaint.opened", "complaint.acknowledgement-failed"], await QueryAsync<string>("SELECT type FROM event ORDER BY version"));
        Assert.Equal("""{"channel":"mail","reason":"bounced-5.1.1"}""", await SingleAsync<string>("SELECT CAST(payload AS text) FROM event WHERE version = 2"));
        Assert.Equal(1, await SingleAsync<long>("SELECT count(*) FROM complaint"));
        var told = string.Join('\n', await Timeline.OfAsync(Database, [opened.MessageId], CancellationToken.None));
        Assert.Contains("says the provider: failed", told, StringComparison.Ordinal);
        Assert.Contains("bounced-5.1.1", told, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("bounced-5.1.1", true)]
    [InlineData("bounced", true)]
    [InlineData("bounced-5.2.2", false)]
    [InlineData("bounced-4.4.1", false)]
    public async Task Report_ForGood_HoldsTheAddressesNextAnswer(string reason, bool isHeld)
    {
        var opened = await SendAsync();
        await Core.TakeAsync(Bounce(opened.ComplaintId!.Value, reason));
        await SettleAsync();

        Assert.Equal(isHeld ? "address-bounced" : null, (await Core.TakeAsync(Some.Mail("another matter"))).Held);
        await ExecuteAsync($"UPDATE contact_point SET bounced_at = {Database.NowPlus("-2600000")} WHERE bounced_at IS NOT NULL");
        Assert.True((await Core.TakeAsync(Some.Mail("a month later"))).IsAnswered);
    }

    [Fact]
    public async Task Report_WithAnIdThatWeDidNotSign_ChangesNothing()
    {
        var opened = await SendAsync();
        var forged = Bounce(opened.ComplaintId!.Value, "bounced-5.1.1") with { Receipt = new DeliveryReceipt("<ack.1.000000000000000000000000@us.example>", DeliveryState.Failed, "bounced-5.1.1"), References = [] };

        Assert.Equal("machine-mail", (await Core.TakeAsync(forged)).Outcome);
        await SettleAsync();

        Assert.Equal("sent", await SingleAsync<string>("SELECT state FROM outbox"));
        Assert.Equal(0, await SingleAsync<long>("SELECT count(*) FROM receipt"));
    }

    [Fact]
    public async Task Report_BeforeItsAttemptIsRecordedAndTwice_IsSettledOnce()
    {
        var opened = await Core.TakeAsync(Some.Mail());
        await Core.TakeAsync(Bounce(opened.ComplaintId!.Value, "bounced-5.1.1"));
        await Core.TakeAsync(Bounce(opened.ComplaintId!.Value, "bounced-5.1.1"));
        await SettleAsync();
        await Core.NewRelay("mail", sender).WorkAsync(CancellationToken.None);
        await ExecuteAsync($"UPDATE receipt SET not_before = {Database.NowPlus("-1")}");
        await SettleAsync();

        Assert.Equal("undelivered", await SingleAsync<string>("SELECT state FROM outbox"));
        Assert.Equal(2, await SingleAsync<long>("SELECT count(*) FROM event"));
        Assert.Equal(0, await SingleAsync<long>("SELECT count(*) FROM receipt WHERE is_waiting"));
    }

    [Fact]
    public async Task Report_WhileTheSendingGoesOn_IsBelievedAfterwards()
    {
        var opened = await Core.TakeAsync(Some.Mail());
        sender.OnSend = async (_, _) =>
        {
            await Core.TakeAsync(Bounce(opened.ComplaintId!.Value, "bounced-5.1.1"));
            await SettleAsync();
            return new SendResult(SendOutcome.Sent, "smtp-250");
        };
        await Core.NewRelay("mail", sender).WorkAsync(CancellationToken.None);
        Assert.Equal("sent", await SingleAsync<string>("SELECT state FROM outbox"));

        await ExecuteAsync($"UPDATE receipt SET not_before = {Database.NowPlus("-1")}");
        await SettleAsync();

        Assert.Equal(("undelivered", 1L), await SingleAsync<(string, long)>("SELECT state, (SELECT count(*) FROM outbox WHERE watch_at IS NOT NULL) FROM outbox"));
    }

    [Fact]
    public async Task Report_OfArrival_IsBelieved()
    {
        var opened = await SendAsync();
        await Core.TakeAsync(Bounce(opened.ComplaintId!.Value, "reported-2.0.0", DeliveryState.Delivered));
        await SettleAsync();

        Assert.Equal(("sent", "delivered"), await SingleAsync<(string, string)>("SELECT o.state, a.delivery FROM outbox o JOIN attempt a ON a.outbox_id = o.id"));
    }

    [Fact]
    public async Task Storm_OfReportsInOneBatch_IsAllRecordedAndAnswersNothing()
    {
        for (var i = 0; i < 60; i++)
        {
            await Core.OfferAsync(Some.Mail(string.Create(CultureInfo.InvariantCulture, $"matter {i}"), Some.Email($"c{i}@d{i}.example")));
        }

        await Core.DecideAsync();
        await Core.NewRelay("mail", sender).WorkAsync(CancellationToken.None);
        foreach (var id in await QueryAsync<long>("SELECT id FROM complaint"))
        {
            for (var i = 0; i < 5; i++)
            {
                await Core.OfferAsync(Bounce(id, "bounced-5.1.1"));
            }
        }

        await Core.DecideAsync();
        await SettleAsync();

        Assert.Equal((60, 300, 60), await SingleAsync<(long, long, long)>(
            "SELECT (SELECT count(*) FROM complaint), (SELECT count(*) FROM ledger WHERE outcome = 'machine-mail' AND complaint_id IS NOT NULL), (SELECT count(*) FROM outbox WHERE state = 'undelivered')"));
        Assert.Equal(60, sender.Asked.Count);
    }

    private static InboundMessage Bounce(long complaint, string reason, DeliveryState state = DeliveryState.Failed)
    {
        var id = CoreOnStore.OwnIds.Create("ack", complaint);
        return (Some.Mail("could not be delivered", Some.Email("mailer-daemon@mx.example")) with { ReplyTo = null, Receipt = new DeliveryReceipt(id, state, reason) })
            .Answering(id).Signed("delivery-report", MachineSignStrength.MachineReport);
    }

    private async Task<LedgerEntry> SendAsync()
    {
        var opened = await Core.TakeAsync(Some.Mail());
        await Core.NewRelay("mail", sender).WorkAsync(CancellationToken.None);
        return opened;
    }

    private async Task SettleAsync()
    {
        var reports = new DeliveryReports(Database, Core.Ids, new WakeSignal(), TimeProvider.System, NullLogger<DeliveryReports>.Instance);
        while (await reports.WorkAsync(CancellationToken.None))
        {
            // Until nothing waits.
        }
    }
}
