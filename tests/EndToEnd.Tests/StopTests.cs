using System.Diagnostics;
using TestSupport;

namespace EndToEnd.Tests;

public sealed class StopTests
{
    [Theory]
    [InlineData(Store.Sqlite)]
    [InlineData(Store.Postgres)]
    public async Task Terminate_UnderLoad_EndsWithZeroInTime_AndRepeatsNothing(Store store)
    {
        await using var sink = await SmtpSink.StartAsync();
        await using var callback = await CallbackReceiver.StartAsync();
        await using var installation = await Installation.CreateAsync(store);
        var maildir = Path.Combine(installation.Folder, "maildir");
        installation.WithWebhook("chat", callback.Url).WithMaildir("letters", maildir).WithSmtpSink("outgoing", sink, "support@bank.example");
        await using var load = new Load(installation, maildir);
        for (var round = 0; round < 3; round++)
        {
            await using var worker = await installation.StartAsync();
            var before = load.Promised.Count;
            await Wait.UntilAsync(() => Task.FromResult(load.Promised.Count > before + 30), "the load is taken");
            var watch = Stopwatch.StartNew();
            Assert.Equal(0, await worker.StopAsync());
            Assert.True(watch.Elapsed < TimeSpan.FromSeconds(25), $"stopping took {watch.Elapsed}");
        }

        await using (var last = await installation.StartAsync())
        {
            await load.StopAsync();
            await installation.Pool.SettleAsync(load.Promised.Count);
            await last.StopAsync();
        }

        var reckoning = await Reckoning.OfAsync(load, installation.Pool, sink, callback);
        Assert.Empty(reckoning.Faults);
        Assert.Equal(0, reckoning.RepeatedAcknowledgements);
    }

    [Fact]
    public async Task SecondProcess_OnOneSqliteFile_RefusesAndNamesTheHolder()
    {
        await using var installation = await Installation.CreateAsync(Store.Sqlite);
        installation.WithForm("complaints");
        await using var first = await installation.StartAsync();
        installation.Set("Http:Url", $"http://127.0.0.1:{LoopbackPort.Free()}");

        await using var second = installation.Launch();

        Assert.NotEqual(0, await second.WaitForExitAsync(TimeSpan.FromMinutes(1)));
        Assert.Contains(first.Id.ToString(), second.Output, StringComparison.Ordinal);
        Assert.False(first.HasExited);
    }
}
