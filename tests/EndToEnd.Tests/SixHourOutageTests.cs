using System.Globalization;

namespace EndToEnd.Tests;

/// <summary>
/// The mail server is in trouble for six hours, in each way that mail servers have: every acknowledgement leaves in time, once. Customers write at its beginning,
/// in its fifth hour and in its last seconds.
/// </summary>
public sealed class SixHourOutageTests(ITestOutputHelper output)
{
    private const string First = "first@kunde.example", Later = "later@kunde.example", Last = "last@kunde.example";
    private static readonly TimeSpan SixHours = TimeSpan.FromHours(6);

    /// <summary>What the steps of the clock and a busy machine add.</summary>
    private static readonly TimeSpan Slack = TimeSpan.FromMinutes(5);

    [Theory]
    [InlineData(Store.Sqlite, Trouble.Down, true)]
    [InlineData(Store.Sqlite, Trouble.Stalling, true)]
    [InlineData(Store.Sqlite, Trouble.PuttingOff, false)]
    [InlineData(Store.Sqlite, Trouble.Denying, false)]
    [InlineData(Store.Postgres, Trouble.Down, true)]
    [InlineData(Store.Postgres, Trouble.Stalling, false)]
    public async Task NothingIsTaken_EveryAcknowledgementLeavesOnceAndInTime(Store store, Trouble trouble, bool isKilled)
    {
        await using var outage = await Outage.PrepareAsync(store);
        await PassSixHoursAsync(outage, trouble, isKilled);
        await outage.EndAsync();
        await outage.PassAsync(SixHours + TimeSpan.FromHours(1));

        var account = await TellAsync(outage, store, trouble, isKilled);
        Assert.All(account.Lines, line =>
        {
            Assert.Equal("sent", line.State);
            Assert.Equal(line.StableId, Assert.Single(line.Received));
            Assert.Empty(line.Events);
            Assert.InRange(line.Attempts[^1].Finished, SixHours, SixHours + TimeSpan.FromMinutes(37.5) + Slack);
            Assert.All(line.Attempts.SkipLast(1), attempt => Assert.NotEqual("sent", attempt.Outcome));
            Assert.Equal(trouble == Trouble.Stalling && isKilled && line.Customer == First ? 1 : 0, line.Uncertain);
        });
        Spaced(account[First]);
        Assert.InRange(account[First].Attempts.Count, 14, 22);
        await StopAsync(outage, ("planned", account.Lines.Count), ("inTime", account.Lines.Count));
    }

    [Theory]
    [InlineData(Store.Sqlite, false)]
    [InlineData(Store.Postgres, true)]
    public async Task RepliesAreLost_NobodyGetsMoreCopiesThanOneAndTheUncertainAttempts(Store store, bool isKilled)
    {
        await using var outage = await Outage.PrepareAsync(store);
        await PassSixHoursAsync(outage, Trouble.LosingReplies, isKilled);
        await outage.EndAsync();
        await outage.PassAsync(SixHours + TimeSpan.FromHours(1));

        var account = await TellAsync(outage, store, Trouble.LosingReplies, isKilled);
        Assert.All(account.Lines, line =>
        {
            // Each copy is the same mail, and as many went out as there were tries: none is hidden.
            Assert.Equal(line.Attempts.Count, line.Received.Count);
            Assert.Equal([line.StableId], line.Received.Distinct(StringComparer.Ordinal));
            Assert.InRange(line.Received.Count - 1, 0, line.Uncertain);
            Assert.Equal(2, line.Received.Count);
        });
        Assert.Equal(("uncertain", 2, "at-risk"), (account[First].State, account[First].Uncertain, Assert.Single(account[First].Events).Type));
        Assert.Equal(("uncertain", 2, "at-risk"), (account[Later].State, account[Later].Uncertain, Assert.Single(account[Later].Events).Type));
        Assert.Equal(("sent", 1, 0), (account[Last].State, account[Last].Uncertain, account[Last].Events.Count));
        await outage.WaitForRiskAsync(2);
        await StopAsync(outage, ("planned", 3), ("inTime", 1), ("notSent", 2));
    }

    [Theory]
    [InlineData(Store.Sqlite)]
    public async Task RecipientsAreRefused_TheyAreTriedOnceAndPeopleAreTold(Store store)
    {
        await using var outage = await Outage.PrepareAsync(store);
        await PassSixHoursAsync(outage, Trouble.RefusingRecipients, isKilled: false);
        await outage.EndAsync();
        await outage.PassAsync(SixHours + TimeSpan.FromHours(1));

        var account = await TellAsync(outage, store, Trouble.RefusingRecipients, isKilled: false);
        Assert.All(account.Lines, line =>
        {
            Assert.Equal(("refused", "smtp-550-5.1.1", 1, 0), (line.State, line.Reason, line.Attempts.Count, line.Received.Count));
            Assert.Equal("at-risk", Assert.Single(line.Events).Type);
        });
        await outage.WaitForRiskAsync(3);
        await StopAsync(outage, ("planned", 3), ("notSent", 3));
    }

    private static async Task PassSixHoursAsync(Outage outage, Trouble trouble, bool isKilled)
    {
        await outage.BeginAsync(trouble);
        await outage.WriteAsync(First, "My card was charged twice, please give the money back.");
        await outage.PassAsync(TimeSpan.FromHours(3));
        if (isKilled)
        {
            await outage.KillAsync();
            await outage.StartAsync();
        }

        await outage.PassAsync(TimeSpan.FromHours(5));
        if (trouble != Trouble.Denying)
        {
            // Two who are denied are the channel's fault, which then rests: the hours would not be those of one customer.
            await outage.WriteAsync(Later, "Kartım işləmir, şikayət edirəm, pulum qaytarılsın.");
        }

        await outage.PassAsync(SixHours - TimeSpan.FromSeconds(10));
        await outage.WriteAsync(Last, "Hesabımdan iki defa para çekildi, şikayetçiyim.");
    }

    private static async Task StopAsync(Outage outage, params (string Figure, long Count)[] figures)
    {
        await outage.StopAsync();
        var promises = await outage.PromisesAsync();
        Assert.Equal(figures.ToDictionary(one => one.Figure, one => one.Count, StringComparer.Ordinal), promises.Where(one => one.Value > 0).ToDictionary(StringComparer.Ordinal));
    }

    /// <summary>After 30 s, 1, 2, 4, 8 and 16 minutes, then every half hour, each a quarter less or more by chance; at once after a death.</summary>
    private static void Spaced(OutageLine line)
    {
        for (var n = 1; n < line.Attempts.Count; n++)
        {
            if (line.Attempts[n - 1].Reason != "worker-died")
            {
                var wait = TimeSpan.FromSeconds(Math.Min(30 * Math.Pow(2, n - 1), 1800));
                Assert.InRange(line.Attempts[n].Started - line.Attempts[n - 1].Finished, 0.75 * wait, (1.25 * wait) + Slack);
            }
        }
    }

    private async Task<OutageAccount> TellAsync(Outage outage, Store store, Trouble trouble, bool isKilled)
    {
        var account = await outage.AccountAsync();
        output.WriteLine(account.Tell(string.Create(CultureInfo.InvariantCulture, $"{trouble} for six hours, {store}{(isKilled ? ", killed" : "")}")));
        return account;
    }
}
