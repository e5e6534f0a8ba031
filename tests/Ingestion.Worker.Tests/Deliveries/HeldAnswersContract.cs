using Ingestion.Channels;
using Ingestion.Worker.Acknowledgements;
using Ingestion.Worker.Complaints;
using Ingestion.Worker.Corrections;
using Ingestion.Worker.Deliveries;
using Ingestion.Worker.Outbox;
using Ingestion.Worker.Settings;
using Ingestion.Worker.Storage;
using Ingestion.Worker.Tests.Core;
using Microsoft.Extensions.Logging.Abstractions;
using TestSupport;
using Xunit;

namespace Ingestion.Worker.Tests.Deliveries;

/// <summary>Acknowledgements that are held back, and what operators and rules make of them.</summary>
public abstract class HeldAnswersContract : CoreTests
{
    private static readonly AcknowledgementComposer Composer = new(new AcknowledgementTemplates(null), new OrganisationSettings { Name = "Contoso" }, CoreOnStore.LinkCodes);

    private readonly RecordingSender sender = new();

    private protected HeldAnswersContract(StoreKind kind)
        : base(kind)
    {
    }

    private protected override CoreOnStore NewCore(Database database) => new(database) { IntakeSettings = Some.EachItsOwn };

    [Fact]
    public async Task Release_ByAnOperator_SendsItAndLeavesATrace()
    {
        var held = await HoldAsync("one");
        await Core.NewRelay("mail", sender).WorkAsync(CancellationToken.None);
        Assert.Empty(sender.Asked);

        var released = await HeldAnswers.ReleaseAsync(Database, Core.Ids, new HeldFilter { Ids = [held, 999_999] }, 2, "operator-7", CancellationToken.None);
        await Core.NewRelay("mail", sender).WorkAsync(CancellationToken.None);

        Assert.Equal(held, Assert.Single(released).Id);
        Assert.Single(sender.Asked);
        Assert.Equal("sent", await SingleAsync<string>("SELECT state FROM outbox"));
        Assert.Equal(("released", "operator-7", "held: machine-spam"), await SingleAsync<(string, string, string)>("SELECT action, actor, before FROM operator_action"));
        Assert.Equal(("complaint.acknowledgement-released", """{"channel":"mail","reason":"machine-spam"}"""), await SingleAsync<(string, string)>("SELECT type, CAST(payload AS text) FROM event WHERE version = 2"));
        Assert.Equal(2, await SingleAsync<int>("SELECT version FROM complaint"));
        Assert.Equal(1, await SingleAsync<int>("SELECT planned FROM acknowledgement_hour"));
        Assert.Empty(await HeldAnswers.ReleaseAsync(Database, Core.Ids, new HeldFilter { Ids = [held] }, 1, "operator-7", CancellationToken.None));
    }

    [Fact]
    public async Task Drop_ByReasonAndChannel_TakesThoseAlone()
    {
        Core.IntakeSettings = Some.EachItsOwn;
        await HoldAsync("one");
        await HoldAsync("two", "vendor-system");
        await HoldAsync("three", "spam", "mail2");

        var dropped = await HeldAnswers.DropAsync(Database, Core.Ids, new HeldFilter { Reason = "machine-spam", Channel = "mail" }, 100, "operator-7", CancellationToken.None);

        Assert.Single(dropped);
        Assert.Equal([("discarded", "dropped"), ("held", "machine-spam"), ("held", "machine-vendor-system")], await QueryAsync<(string, string)>("SELECT state, last_reason FROM outbox ORDER BY 1, 2"));
        Assert.Equal("complaint.acknowledgement-dropped", await SingleAsync<string>("SELECT type FROM event WHERE version = 2"));
        Assert.Equal([("machine-spam", 1L), ("machine-vendor-system", 1L)], await HeldAnswers.CountAsync(Database, new HeldFilter(), CancellationToken.None));
    }

    [Fact]
    public async Task Release_OfWhatWasHeldForWeeks_IsTriedMoreThanOnce()
    {
        var held = await HoldAsync("one");
        await ExecuteAsync(Database.Sql(
            "UPDATE outbox SET created_at = created_at - interval '20 days', due_at = due_at - interval '20 days'",
            "UPDATE outbox SET created_at = created_at - 1728000000, due_at = due_at - 1728000000"));
        await HeldAnswers.ReleaseAsync(Database, Core.Ids, new HeldFilter { Ids = [held] }, 1, "operator-7", CancellationToken.None);
        sender.Answer(SendOutcome.Later, "smtp-451");

        await Core.NewRelay("mail", sender).WorkAsync(CancellationToken.None);

        Assert.Equal(("waiting", 1), await SingleAsync<(string, int)>("SELECT state, attempts FROM outbox WHERE id = @held", new { held }));
    }

    [Fact]
    public async Task Rule_ForAReason_ReleasesWhatWasHeldLongEnough()
    {
        Core.IntakeSettings = Some.EachItsOwn;
        await HoldAsync("one");
        await HoldAsync("two", "vendor-system");
        await ExecuteAsync($"UPDATE outbox SET created_at = {Database.NowPlus("-7200")}");
        await HoldAsync("young");
        IReadOnlySet<string>? woken = null;
        var rule = NewRule(new AcknowledgementSettings { ReleaseHeldAfter = new Dictionary<string, TimeSpan> { ["machine-spam"] = TimeSpan.FromHours(1) } }, channels => woken = channels);

        Assert.Equal(1, await rule.WorkAsync(CancellationToken.None));

        Assert.Equal(["mail"], woken!);
        Assert.Equal([("held", 2L), ("waiting", 1L)], await QueryAsync<(string, long)>("SELECT state, count(*) FROM outbox GROUP BY state ORDER BY state"));
        Assert.Equal(HeldRelease.Actor, await SingleAsync<string>("SELECT actor FROM operator_action"));
    }

    [Fact]
    public async Task Rule_NeverReleasesMoreThanTheHourLeaves()
    {
        await UtcHour.WithRoomAsync();
        Core.IntakeSettings = Some.EachItsOwn;
        for (var i = 0; i < 5; i++)
        {
            await HoldAsync($"matter {i}");
        }

        var rule = NewRule(new AcknowledgementSettings { PerHour = 3, ReleaseHeldAfter = new Dictionary<string, TimeSpan> { ["machine-spam"] = TimeSpan.Zero } }, _ => { });

        Assert.Equal(3, await rule.WorkAsync(CancellationToken.None));
        Assert.Equal(0, await rule.WorkAsync(CancellationToken.None));
        Assert.Equal(2, await SingleAsync<long>("SELECT count(*) FROM outbox WHERE state = 'held'"));
    }

    [Fact]
    public async Task Release_OfMany_GoesInPartsAndTellsEach()
    {
        for (var i = 0; i < HeldAnswers.MostAtOnce + 20; i++)
        {
            await Core.OfferAsync(Some.Mail($"matter {i}", Some.Email($"c{i}@d{i}.example")).Signed("spam", MachineSignStrength.Doubt));
        }

        await Core.DecideAsync();
        var released = await HeldAnswers.ReleaseAsync(Database, Core.Ids, new HeldFilter(), 100_000, "operator-7", CancellationToken.None);

        Assert.Equal(HeldAnswers.MostAtOnce + 20, released.Count);
        Assert.Equal(HeldAnswers.MostAtOnce + 20, await SingleAsync<long>("SELECT count(*) FROM event WHERE type = 'complaint.acknowledgement-released'"));
        Assert.Equal(0, await SingleAsync<long>("SELECT count(*) FROM complaint WHERE version <> 2"));
    }

    [Fact]
    public async Task Release_OfAComplaintThatIsOver_PromisesNothingAndTellsTheNewestStatusAfterIt()
    {
        var (held, number) = await HoldWithNumberAsync();
        await Status.SetAsync(new NewStatus(number, "in-progress") { Text = "We look at it." }, CancellationToken.None);
        var outcome = await Status.SetAsync(new NewStatus(number, "resolved") { Text = "A new one is on its way." }, CancellationToken.None);
        await Status.SetAsync(new NewStatus(number, "closed"), CancellationToken.None);
        Assert.Equal(("acknowledgement-held", 0), (outcome.NotBecause, outcome.Channels.Count));
        await Core.NewRelay("mail", sender, Composer.Compose).WorkAsync(CancellationToken.None);
        Assert.Empty(sender.Asked);
        Assert.Equal([held], (await HeldAnswers.ListAsync(Database, new HeldFilter(), 10, CancellationToken.None)).Select(answer => answer.Id));
        Assert.Equal([("machine-spam", 1L)], await HeldAnswers.CountAsync(Database, new HeldFilter(), CancellationToken.None));

        await HeldAnswers.ReleaseAsync(Database, Core.Ids, new HeldFilter(), 10, "operator-7", CancellationToken.None);
        await Core.NewRelay("mail", sender, Composer.Compose).WorkAsync(CancellationToken.None);
        var acknowledgement = Assert.Single(sender.Asked);
        await ExecuteAsync($"UPDATE outbox SET not_before = {Database.Now} WHERE state = 'waiting'");
        await Core.NewRelay("mail", sender, Composer.Compose).WorkAsync(CancellationToken.None);

        Assert.Equal(1, await SingleAsync<long>("SELECT count(*) FROM outbox WHERE id = complaint_id AND answer_by IS NULL AND state = 'sent'"));
        Assert.DoesNotContain("A new one", acknowledgement.Text, StringComparison.Ordinal);
        Assert.Equal(2, sender.Asked.Count);
        Assert.Contains("A new one is on its way.", sender.Asked.Last().Text, StringComparison.Ordinal);
        Assert.Equal([("discarded", "outdated"), ("sent", "smtp-250")], await QueryAsync<(string, string)>("SELECT state, last_reason FROM outbox WHERE purpose = 'update' ORDER BY id"));
    }

    [Fact]
    public async Task Release_OfAComplaintThatIsMerged_GoesByWhatItWasMergedInto()
    {
        var (_, number) = await HoldWithNumberAsync();
        var other = await Core.TakeAsync(Some.Mail("another", Some.Rza));
        var into = await NumberAsync(other.ComplaintId);
        await new ComplaintMerging(Database, Core.Ids, "a test").MergeAsync(number, into, null, CancellationToken.None);
        Assert.Null((await Status.SetAsync(new NewStatus(into, "resolved"), CancellationToken.None)).NotBecause);

        await HeldAnswers.ReleaseAsync(Database, Core.Ids, new HeldFilter(), 10, "operator-7", CancellationToken.None);

        Assert.Equal([("ack", 0), ("update", 0)], await QueryAsync<(string, int)>(
            "SELECT purpose, CASE WHEN answer_by IS NULL THEN 0 ELSE 1 END FROM outbox WHERE tracking_number = @digits AND state = 'waiting' ORDER BY purpose", new { digits = number.Digits }));
    }

    [Fact]
    public async Task Release_OfAComplaintThatIsOpen_PromisesAsBefore()
    {
        var (_, number) = await HoldWithNumberAsync();
        await Status.SetAsync(new NewStatus(number, "waiting-for-customer"), CancellationToken.None);
        await Status.SetAsync(new NewStatus(number, "in-progress"), CancellationToken.None);

        await HeldAnswers.ReleaseAsync(Database, Core.Ids, new HeldFilter(), 10, "operator-7", CancellationToken.None);

        // That we wait for the customer is not true any more.
        Assert.Equal(("ack", 1), await SingleAsync<(string, int)>("SELECT purpose, CASE WHEN answer_by IS NULL THEN 0 ELSE 1 END FROM outbox WHERE state = 'waiting'"));
    }

    [Fact]
    public async Task Drop_OfAComplaintWithAnUpdate_GivesUpBoth()
    {
        var (_, number) = await HoldWithNumberAsync();
        await Status.SetAsync(new NewStatus(number, "resolved"), CancellationToken.None);

        await HeldAnswers.DropAsync(Database, Core.Ids, new HeldFilter(), 10, "operator-7", CancellationToken.None);

        Assert.Equal([("ack", "discarded"), ("update", "discarded")], await QueryAsync<(string, string)>("SELECT purpose, state FROM outbox ORDER BY purpose"));
    }

    private protected StatusChange Status => new(Database, Core.Ids, "a test", Core.Notices, new CustomerUpdates(CoreOnStore.OwnIds));

    private protected async Task<(long Id, TrackingNumber Number)> HoldWithNumberAsync()
    {
        var held = await HoldAsync("one");
        return (held, await NumberAsync(held));
    }

    private protected async Task<TrackingNumber> NumberAsync(long? complaint) =>
        TrackingNumber.TryParse(await SingleAsync<string>("SELECT tracking_number FROM complaint WHERE id = @complaint", new { complaint }), out var number) ? number : throw new InvalidOperationException();

    private protected HeldRelease NewRule(AcknowledgementSettings settings, Action<IReadOnlySet<string>> released) =>
        new(Database, Core.Ids, settings, released, TimeProvider.System, NullLogger<HeldRelease>.Instance);

    private protected async Task<long> HoldAsync(string text, string sign = "spam", string channel = "mail")
    {
        var entry = await Core.TakeAsync(Some.Mail(text).Signed(sign, MachineSignStrength.Doubt), channel);
        return entry.ComplaintId!.Value;
    }
}
