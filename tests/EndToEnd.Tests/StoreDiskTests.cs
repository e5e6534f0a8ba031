using System.Globalization;
using System.Net;
using TestSupport;

namespace EndToEnd.Tests;

/// <summary>The disk under the SQLite file does not take what is to be kept: no webhook is told that it was, and all goes on once the disk does.</summary>
public sealed class StoreDiskTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);
    private readonly List<string> taken = [];
    private int posted;

    [Fact]
    public async Task Disk_Full_IsNever2xx_AndResumesWithoutHelp()
    {
        using var disk = new SmallDisk(bytes: 16 * 1024 * 1024);
        await using var installation = (await Installation.CreateAsync(Store.Sqlite)).Set("Database:File", disk["pool.db"]);
        await using var worker = await StartAsync(installation);

        var ballast = disk.Fill();
        await Wait.UntilAsync(async () => await PostAsync(installation) == HttpStatusCode.ServiceUnavailable, "the log has used up what it had", Patience);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, await PostAsync(installation));
        File.Delete(ballast);

        await GoesOnAsync(installation, worker, disk["pool.db"]);
    }

    [Fact]
    public async Task Fsync_Fails_IsNever2xx_AndResumesWithoutHelp()
    {
        using var folder = new TempFolder();
        await using var installation = (await Installation.CreateAsync(Store.Sqlite)).Set("Database:File", folder["pool.db"]);
        await using var worker = await StartAsync(installation);

        await using (var failing = await InjectedFault.StartAsync(worker.Id, "fsync", "EIO"))
        {
            foreach (var _ in Enumerable.Range(0, 5))
            {
                Assert.Equal(HttpStatusCode.ServiceUnavailable, await PostAsync(installation));
            }

            Assert.True(failing.Count >= 5);
        }

        await GoesOnAsync(installation, worker, folder["pool.db"]);
    }

    private async Task<WorkerProcess> StartAsync(Installation installation)
    {
        installation.WithWebhook("chat", new Uri("http://127.0.0.1:9/")).Set("Http:RequestTimeout", "5s");
        var worker = await installation.StartAsync();
        Assert.Equal(HttpStatusCode.Accepted, await PostAsync(installation));
        return worker;
    }

    /// <summary>Each post is another message of some size.</summary>
    private async Task<HttpStatusCode> PostAsync(Installation installation)
    {
        var id = string.Create(CultureInfo.InvariantCulture, $"m-{++posted}");
        var text = "My card does not work, I want to complain. " + string.Concat(Enumerable.Repeat(id + " ", 5_000));
        using var request = WebhookCaller.Signed(new Uri(installation.Url, "hooks/chat"), id, WebhookCaller.Body(id, "customer-1", text));
        using var answer = await installation.Http.SendAsync(request);
        if (answer.IsSuccessStatusCode)
        {
            taken.Add(id);
        }

        return answer.StatusCode;
    }

    /// <summary>Everything that was answered 2xx is there, and nothing is broken.</summary>
    private async Task GoesOnAsync(Installation installation, WorkerProcess worker, string file)
    {
        await Wait.UntilAsync(async () => await PostAsync(installation) == HttpStatusCode.Accepted, "webhooks are taken again", Patience);
        var pool = Pool.OfSqlite(file);
        await Wait.UntilAsync(async () => await pool.CountAsync("SELECT count(*) FROM message") == await pool.CountAsync("SELECT count(*) FROM ledger"), "all are decided", Patience);
        Assert.Equal(0, await worker.StopAsync());

        var there = await pool.QueryAsync<string>("SELECT external_id FROM message");
        Assert.Empty(taken.Except(there, StringComparer.Ordinal));
        Assert.Equal("ok", Assert.Single(await pool.QueryAsync<string>("PRAGMA integrity_check")));
    }
}
