using System.Globalization;
using System.Text.Json.Nodes;
using TestSupport;

namespace EndToEnd.Tests;

/// <summary>
/// No mail leaves for thirty hours: people are told in time, who is known by a telephone number too gets an SMS, the rest is recorded as broken promises and
/// leaves late, and nobody is told twice.
/// </summary>
public sealed class ThirtyHourOutageTests(ITestOutputHelper output)
{
    private const string First = "first@kunde.example", Linked = "linked@kunde.example", Later = "later@kunde.example", Last = "last@kunde.example";
    private const string Phone = "+994501234567";
    private static readonly TimeSpan ThirtyHours = TimeSpan.FromHours(30), Alarm = TimeSpan.FromHours(20), Due = TimeSpan.FromHours(24);
    private static readonly TimeSpan Slack = TimeSpan.FromMinutes(5);

    [Theory]
    [InlineData(Store.Sqlite, false)]
    [InlineData(Store.Postgres, true)]
    public async Task ServerDown_PeopleAreToldBefore_AnSmsStandsIn_TheRestIsBrokenAndLeavesLate(Store store, bool isKilled)
    {
        await using var provider = SmsProvider();
        await using var outage = await Outage.PrepareAsync(store);
        await BeginAsync(outage, provider);
        await outage.PassAsync(TimeSpan.FromHours(7));
        await outage.WriteAsync(Later, "Kartım işləmir, şikayət edirəm, pulum qaytarılsın.");

        await outage.PassAsync(Alarm - TimeSpan.FromMinutes(1));
        Assert.Empty((await outage.AccountAsync()).Lines.SelectMany(line => line.Events));
        await KillAndStartAsync(Alarm + TimeSpan.FromMinutes(1));
        await outage.WaitForRiskAsync(1);
        Assert.Single(provider.Requests);

        await outage.PassAsync(Due - TimeSpan.FromMinutes(1));
        Assert.DoesNotContain((await outage.AccountAsync()).Lines.SelectMany(line => line.Events), one => one.Type == "breached");
        await KillAndStartAsync(Due + TimeSpan.FromMinutes(1));

        await outage.PassAsync(ThirtyHours - TimeSpan.FromSeconds(10));
        await outage.WriteAsync(Last, "Hesabımdan iki defa para çekildi, şikayetçiyim.");
        await outage.EndAsync();
        await outage.PassAsync(ThirtyHours + TimeSpan.FromHours(1));
        var account = await TellAsync(outage, store, isKilled ? "killed twice" : "");

        Assert.Equal(
            [(First, "sent", 1), (Linked, "suppressed", 0), (Later, "sent", 1), (Last, "sent", 1)],
            account.Lines.Select(line => (line.Customer, line.State, line.Received.Count)));
        Assert.All(account.Lines, line => Assert.Equal(0, line.Uncertain));
        Assert.Equal(["at-risk", "breached"], account[First].Events.Select(one => one.Type));
        Assert.InRange(account[First].Events[0].At, Alarm, Alarm + Slack);
        Assert.InRange(account[First].Events[1].At, Due, Due + Slack);
        Assert.Equal("answered-elsewhere", account[Linked].Reason);
        Assert.InRange(Assert.Single(account[Linked].Events, one => one.Type == "at-risk").At, Alarm, Alarm + Slack);
        Assert.Equal("at-risk", Assert.Single(account[Later].Events).Type);
        Assert.Empty(account[Last].Events);
        Assert.All(account.Lines.Where(line => line.State == "sent"), line => Assert.InRange(line.Attempts[^1].Finished, ThirtyHours, ThirtyHours + TimeSpan.FromMinutes(37.5) + Slack));
        Assert.Single(provider.Requests);
        await StopAsync(outage, ("planned", 4), ("inTime", 2), ("late", 1), ("suppressed", 1), ("breached", 1));

        // What happens to be due is done at once by a process that begins.
        async Task KillAndStartAsync(TimeSpan after)
        {
            if (isKilled)
            {
                await outage.KillAsync();
                outage.Leap(after);
                await outage.StartAsync();
            }

            await outage.PassAsync(after);
        }
    }

    [Theory]
    [InlineData(Store.Sqlite)]
    [InlineData(Store.Postgres)]
    public async Task BothWaysDownAndTheWorkerToo_OneOfThemTellsTheCustomer(Store store)
    {
        await using var provider = SmsProvider();
        await using var outage = await Outage.PrepareAsync(store);
        await BeginAsync(outage, provider);
        provider.GoDown();

        // The hours before the alarm are those of the other test: here they pass in one leap.
        outage.Leap(Alarm);
        await outage.PassAsync(Alarm + TimeSpan.FromMinutes(10));
        await outage.KillAsync();

        // Everything is due when it begins again, on both ways at once.
        provider.Listen();
        await outage.EndAsync();
        outage.Leap(ThirtyHours);
        await outage.StartAsync();
        await outage.PassAsync(ThirtyHours + TimeSpan.FromHours(1));
        var account = await TellAsync(outage, store, "SMS down too");

        Assert.Equal(("sent", 1), (account[First].State, account[First].Received.Count));
        Assert.Equal(1, account[Linked].Received.Count + provider.Requests.Count);
        Assert.Equal(["at-risk", "breached"], account[Linked].Events.Select(one => one.Type));
        Assert.Equal(1, await outage.Place.Pool.CountAsync("SELECT count(*) FROM outbox WHERE state = 'suppressed' AND last_reason = 'answered-elsewhere'"));
    }

    /// <summary>Two customers write; one of them is known by a telephone number, too, on an operator's word.</summary>
    private static async Task BeginAsync(Outage outage, HttpStub provider)
    {
        outage.Place
            .WithForm("complaints")
            .Set("Channels:sms:Connector", "twilio")
            .Set("Channels:sms:StartDate", Channels.StartDate)
            .Set("Channels:sms:Options:AccountSid", "AC00000000000000000000000000000001")
            .Set("Channels:sms:Options:AuthTokens", new JsonArray("token-of-the-tests"))
            .Set("Channels:sms:Options:PublicUrl", "https://ingest.bank.example/hooks/sms")
            .Set("Channels:sms:Options:From", "+15005550006")
            .Set("Channels:sms:Options:AllowAllCountries", true)
            .Set("Channels:sms:Options:Poll", false)
            .Set("Channels:sms:Options:ApiUrl", string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{provider.Port}"));
        await outage.BeginAsync(Trouble.Down);
        await outage.WriteAsync(First, "My card was charged twice, please give the money back.");
        await outage.WriteAsync(Linked, "The branch in my street was closed all day, I complain.");
        await FormTests.PostAsync(outage.Place, new { message = "Who calls me back?", phone = Phone, language = "en", id = "call-1" });
        await outage.StopAsync();
        await using var link = outage.Place.Launch(null, "contacts", "link", Linked, Phone, "--evidence", "called back");
        Assert.Equal(0, await link.WaitForExitAsync(TimeSpan.FromSeconds(60)));
        await outage.StartAsync();
    }

    private static HttpStub SmsProvider()
    {
        var provider = HttpStub.Start();
        var taken = 0;
        provider.Answer = _ => HttpStub.Reply(
            201, string.Create(CultureInfo.InvariantCulture, $$"""{"sid":"SM{{++taken:D32}}","status":"queued","num_segments":"1"}"""), "Content-Type: application/json");
        return provider;
    }

    private static async Task StopAsync(Outage outage, params (string Figure, long Count)[] figures)
    {
        await outage.StopAsync();
        var promises = await outage.PromisesAsync();
        Assert.Equal(figures.ToDictionary(one => one.Figure, one => one.Count, StringComparer.Ordinal), promises.Where(one => one.Value > 0).ToDictionary(StringComparer.Ordinal));
    }

    private async Task<OutageAccount> TellAsync(Outage outage, Store store, string how)
    {
        var account = await outage.AccountAsync();
        output.WriteLine(account.Tell(string.Create(CultureInfo.InvariantCulture, $"Down for thirty hours, {store} {how}")));
        return account;
    }
}
