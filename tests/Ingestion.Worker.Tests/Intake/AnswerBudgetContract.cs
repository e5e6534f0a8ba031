using Ingestion.Channels;
using Ingestion.Worker.Outbox;
using Ingestion.Worker.Settings;
using Ingestion.Worker.Storage;
using Ingestion.Worker.Tests.Core;
using Xunit;

namespace Ingestion.Worker.Tests.Intake;

/// <summary>Budgets that a robot which changes its address meets. What is over them is held back, never lost.</summary>
public abstract class AnswerBudgetContract : IntakeContract
{
    private const string Note = "Dear all, the monthly statement of your contract is ready and waits for you in the portal, please fetch it there within the next days.";

    private protected AnswerBudgetContract(StoreKind kind)
        : base(kind)
    {
    }

    private protected override CoreOnStore NewCore(Database database) => new(database) { IntakeSettings = Some.EachItsOwn };

    [Fact]
    public async Task Decide_ManyAddressesOfOneDomain_AreHeldFromTheBudgetOn()
    {
        Core.Acknowledgements = new AcknowledgementSettings { PerDomainPerHour = 3 };
        var entries = await TakeEachAsync(6, i => Some.Mail($"matter {i}", Some.Email($"robot-{i}@robots.example")));
        var other = await Core.TakeAsync(Some.Mail("matter", Some.Rza));

        Assert.Equal([true, true, true, false, false, false], entries.Select(entry => entry.IsAnswered));
        Assert.All(entries.Skip(3), entry => Assert.Equal("domain-budget-used", entry.Held));
        Assert.True(other.IsAnswered);
        await AssertStatesAsync(waiting: 4, held: 3);
    }

    [Fact]
    public async Task Decide_ManyInOneBatch_SeeEachOther()
    {
        Core.Acknowledgements = new AcknowledgementSettings { PerDomainPerHour = 3 };
        for (var i = 0; i < 10; i++)
        {
            await Core.OfferAsync(Some.Mail($"matter {i}", Some.Email($"robot-{i}@robots.example")));
        }

        await Core.DecideAsync();

        await AssertStatesAsync(waiting: 3, held: 7);
    }

    [Fact]
    public async Task Decide_ProviderOfManyPeople_HasNoBudgetAsADomain()
    {
        Core.Acknowledgements = new AcknowledgementSettings { PerDomainPerHour = 1 };
        var entries = await TakeEachAsync(4, i => Some.Mail($"matter {i}", Some.Email($"person-{i}@gmail.com")));

        Assert.All(entries, entry => Assert.True(entry.IsAnswered));
    }

    [Fact]
    public async Task Decide_HostsBelowOneDomain_ShareItsBudget()
    {
        Core.Acknowledgements = new AcknowledgementSettings { PerDomainPerHour = 2 };
        var entries = await TakeEachAsync(4, i => Some.Mail($"matter {i}", Some.Email($"robot@s{i}.robots.az")));
        var others = await TakeEachAsync(3, i => Some.Mail($"matter {i}", Some.Email($"robot@firm{i}.com.tr")));

        Assert.Equal([null, null, "domain-budget-used", "domain-budget-used"], entries.Select(entry => entry.Held));
        Assert.All(others, entry => Assert.True(entry.IsAnswered));
    }

    [Fact]
    public async Task Decide_DotsOfOneGmailMailbox_AreOneAddress()
    {
        Core.Acknowledgements = new AcknowledgementSettings { PerAddressPerDay = 2 };
        string[] spellings = ["victimx@gmail.com", "v.ictimx@gmail.com", "vi.ctimx+a@gmail.com", "v.i.ctimx@googlemail.com"];
        var entries = await TakeEachAsync(4, i => Some.Mail($"matter {i}", Some.Email(spellings[i])));
        var elsewhere = await TakeEachAsync(3, i => Some.Mail($"matter {i}", Some.Email("victimx".Insert(i + 1, ".") + "@customer.example")));

        Assert.Equal([null, null, "address-budget-used", "address-budget-used"], entries.Select(entry => entry.Held));
        Assert.All(elsewhere, entry => Assert.True(entry.IsAnswered));
    }

    [Fact]
    public async Task Decide_TagsOfOneMailbox_AreOneAddress()
    {
        Core.Acknowledgements = new AcknowledgementSettings { PerAddressPerDay = 2 };
        var entries = await TakeEachAsync(4, i => Some.Mail($"matter {i}", Some.Email($"robot+{i}@gmail.com")));

        Assert.Equal([null, null, "address-budget-used", "address-budget-used"], entries.Select(entry => entry.Held));
    }

    [Fact]
    public async Task Decide_OneTextFromManyDomains_IsHeldWhateverItsNumbers()
    {
        Core.Acknowledgements = new AcknowledgementSettings { PerTextPerHour = 2 };
        var entries = await TakeEachAsync(5, i => Some.Mail($"{Note} Contract {i}-77, until {i + 1}.12.2026, ask me{i}@robots.example", Some.Email($"a@robots-{i}.example")));
        var another = await Core.TakeAsync(Some.Mail("A letter of the same length that says something else altogether, about a parcel which came broken, late and to a stranger's door."));
        var brief = await TakeEachAsync(4, i => Some.Mail("it does not work", Some.Email($"b{i}@people-{i}.example")));

        Assert.Equal([null, null, "text-budget-used", "text-budget-used", "text-budget-used"], entries.Select(entry => entry.Held));
        Assert.True(another.IsAnswered);
        Assert.All(brief, entry => Assert.True(entry.IsAnswered));
    }

    [Fact]
    public async Task Decide_OneNetwork_IsHeldFromTheBudgetOn()
    {
        Core.Acknowledgements = new AcknowledgementSettings { PerNetworkPerHour = 2 };
        var entries = await TakeEachAsync(4, i => Some.Mail($"matter {i}", Some.Email($"a@robots-{i}.example")) with { Network = "203.0.113.0/24" });
        var elsewhere = await Core.TakeAsync(Some.Mail() with { Network = "198.51.100.0/24" });

        Assert.Equal([null, null, "network-budget-used", "network-budget-used"], entries.Select(entry => entry.Held));
        Assert.True(elsewhere.IsAnswered);
    }

    [Fact]
    public async Task Decide_NumbersInARowAndOfOneCountry_AreHeldFromTheBudgetsOn()
    {
        Core.Acknowledgements = new AcknowledgementSettings { PerDomainPerHour = 2, PerCountryPerHour = 4 };
        var row = await TakeEachAsync(3, i => Some.Sms($"matter {i}", $"+99450123450{i}"));
        var country = await TakeEachAsync(4, i => Some.Sms($"matter {i}", $"+9945{i}9994501"));
        var abroad = await Core.TakeAsync(Some.Sms("matter", "+905321234567"));

        Assert.Equal([null, null, "domain-budget-used"], row.Select(entry => entry.Held));
        Assert.Equal([null, null, "country-budget-used", "country-budget-used"], country.Select(entry => entry.Held));
        Assert.True(abroad.IsAnswered);
    }

    [Fact]
    public async Task Sweep_CountsOfWindowsThatAreOver_Go()
    {
        await Core.TakeAsync(Some.Mail(Note));
        Assert.Equal(2, await CountAsync("acknowledgement_budget"));
        Assert.Equal(0, await AcknowledgementBudget.SweepAsync(Database, CancellationToken.None));
        await ExecuteAsync($"UPDATE acknowledgement_budget SET ends_at = {Database.NowPlus("-1")}");

        Assert.Equal(2, await AcknowledgementBudget.SweepAsync(Database, CancellationToken.None));
        Assert.Equal(0, await CountAsync("acknowledgement_budget"));
    }

    [Fact]
    public async Task Decide_HeldAnswers_DrawOnNoBudget()
    {
        Core.Acknowledgements = new AcknowledgementSettings { PerDomainPerHour = 1 };
        await TakeEachAsync(3, i => Some.Mail($"matter {i}", Some.Email($"robot-{i}@robots.example")).Signed("spam", MachineSignStrength.Doubt));

        Assert.True((await Core.TakeAsync(Some.Mail("mine", Some.Email("person@robots.example")))).IsAnswered);
        Assert.Equal(1, await SingleAsync<int>("SELECT planned FROM acknowledgement_hour"));
    }

    private protected Task AssertStatesAsync(long waiting, long held) => AssertAsync((waiting, held));

    private async Task AssertAsync((long Waiting, long Held) expected) => Assert.Equal(
        expected, await SingleAsync<(long, long)>("SELECT count(CASE WHEN state = 'waiting' THEN 1 END), count(CASE WHEN state = 'held' THEN 1 END) FROM outbox"));

    private async Task<List<LedgerEntry>> TakeEachAsync(int count, Func<int, InboundMessage> message)
    {
        var entries = new List<LedgerEntry>();
        for (var i = 0; i < count; i++)
        {
            entries.Add(await Core.TakeAsync(message(i)));
        }

        return entries;
    }
}
