using System.Diagnostics;
using System.Globalization;
using TestSupport;

namespace EndToEnd.Tests;

/// <summary>
/// The process is killed at each named step, again and again, while customers go on writing. Afterwards nothing promised is lost, nothing
/// is registered twice, and nobody got more acknowledgements than one and the recorded uncertain attempts.
/// </summary>
public abstract class KillTests(Store store, ITestOutputHelper output)
{
    private const int Kills = 20;
    private const int KilledBySignal = 128 + 9;

    [Theory]
    [InlineData("before-accept-commit", 12)]
    [InlineData("after-accept-commit", 12)]
    [InlineData("before-registration", 8)]
    [InlineData("after-registration", 8)]
    [InlineData("attempt-written", 12)]
    [InlineData("sent-not-marked", 12)]
    public Task Kill_AtStep_LosesAndDoublesNothing(string step, int latestHit) =>
        KillAndReckonAsync(
            step,
            async installation =>
            {
                var hit = Random.Shared.Next(1, latestHit);
                await using var worker = installation.Launch(string.Create(CultureInfo.InvariantCulture, $"{step}:{hit}"));
                Assert.Equal(KilledBySignal, await worker.WaitForExitAsync(TimeSpan.FromMinutes(2)));
            });

    [Fact]
    public Task Kill_AtAnyInstant_LosesAndDoublesNothing() =>
        KillAndReckonAsync(
            "any instant",
            async installation =>
            {
                await using var worker = await installation.StartAsync();
                await Task.Delay(Random.Shared.Next(0, 500));
                await worker.KillAsync();
            });

    private async Task KillAndReckonAsync(string when, Func<Installation, Task> startAndKill)
    {
        var watch = Stopwatch.StartNew();
        await using var sink = await SmtpSink.StartAsync();
        await using var callback = await CallbackReceiver.StartAsync();
        await using var installation = await Installation.CreateAsync(store);
        var maildir = Path.Combine(installation.Folder, "maildir");
        installation
            .WithWebhook("chat", callback.Url)
            .WithMaildir("letters", maildir)
            .WithSmtpSink("outgoing", sink, "support@bank.example")
            .Set("Intake:Lease", "1s")
            .Set("Intake:Tries", 20) // so many deaths would park innocent messages as suspects
            .Set("Outbox:Lease", "2s");
        await using var load = new Load(installation, maildir);
        for (var kill = 0; kill < Kills; kill++)
        {
            await startAndKill(installation);
            await installation.PassLeaseTimeAsync();
        }

        await using (var last = await installation.StartAsync())
        {
            await load.StopAsync();
            await installation.Pool.SettleAsync(load.Promised.Count);
            Assert.Equal(0, await last.StopAsync());
        }

        var reckoning = await Reckoning.OfAsync(load, installation.Pool, sink, callback);
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{store}, {when}: {Kills} kills, {reckoning.Messages} messages, {reckoning.RepeatedAcknowledgements} repeated acknowledgements of {reckoning.UncertainAttempts} uncertain, {watch.Elapsed.TotalSeconds:0} s"));
        Assert.Empty(reckoning.Faults);
        Assert.True(reckoning.Messages > Kills, $"only {reckoning.Messages} messages: there was no load");
    }
}
