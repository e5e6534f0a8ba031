using System.Globalization;
using TestSupport;

namespace EndToEnd.Tests;

/// <summary>
/// The database has done what it was asked for, and its answer never arrives: nobody knows whether a commit was made. Whatever the worker
/// does then, nothing promised is lost, nothing is registered twice.
/// </summary>
public sealed class LostCommitTests(ITestOutputHelper output)
{
    private const int Losses = 200;

    /// <summary>Of a mailbox whose polls failed many times in a row.</summary>
    private static readonly TimeSpan LongestBackOff = TimeSpan.FromMinutes(10);

    /// <summary>PostgreSQL's ReadyForQuery outside of a transaction: what it said before is committed.</summary>
    private static readonly byte[] TransactionEnded = [(byte)'Z', 0, 0, 0, 5, (byte)'I'];

    [Fact]
    public async Task Commit_ItsAnswerLost_LosesAndDoublesNothing()
    {
        await using var sink = await SmtpSink.StartAsync();
        await using var callback = await CallbackReceiver.StartAsync();
        await using var installation = await Installation.CreateAsync(Store.Postgres);
        var (host, port) = installation.DatabaseServer;
        await using var proxy = new TcpProxy(host, port);
        var maildir = Path.Combine(installation.Folder, "maildir");
        installation
            .ThroughDatabasePort(proxy.Port)
            .WithWebhook("chat", callback.Url)
            .WithMaildir("letters", maildir)
            .WithSmtpSink("outgoing", sink, "support@bank.example")
            .Set("Intake:Lease", "1s")
            .Set("Intake:Tries", 20) // a message is not to blame for the answers lost around it
            .Set("Outbox:Lease", "2s");
        await using var load = new Load(installation, maildir);
        await using var worker = await installation.StartAsync();

        proxy.LoseAnswers(TransactionEnded, every: 8);
        await Wait.UntilAsync(() => proxy.LostAnswers >= Losses, $"{Losses} answers are lost", TimeSpan.FromMinutes(4));
        proxy.Heal();
        await load.StopAsync();
        await installation.Pool.SettleAsync(load.Promised.Count, LongestBackOff + TimeSpan.FromMinutes(1));
        Assert.Equal(0, await worker.StopAsync());

        var reckoning = await Reckoning.OfAsync(load, installation.Pool, sink, callback);
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{proxy.LostAnswers} answers lost, {reckoning.Messages} messages, {reckoning.RepeatedAcknowledgements} repeated acknowledgements of {reckoning.UncertainAttempts} uncertain"));
        Assert.Empty(reckoning.Faults);
        Assert.True(reckoning.Messages > 50, $"only {reckoning.Messages} messages: there was no load");
    }
}
