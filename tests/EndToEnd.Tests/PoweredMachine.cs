using System.Security.Cryptography;
using TestSupport;

namespace EndToEnd.Tests;

/// <summary>The real worker and its store on a disk whose power is cut while customers write, and started again from what each cut left.</summary>
internal sealed class PoweredMachine : IAsyncDisposable
{
    /// <summary>So many more webhooks at least are answered from one cut to the next.</summary>
    private const int Between = 5;

    private readonly CutDisk disk = new(1024 * 1024 * 1024);
    private readonly CallbackReceiver callback;
    private readonly Store store;
    private OwnPostgres? server;
    private Installation? installation;

    private PoweredMachine(Store store, CallbackReceiver callback) => (this.store, this.callback) = (store, callback);

    public Installation Installation => installation ?? throw new InvalidOperationException("nothing is installed");

    private string Maildir => Path.Combine(Installation.Folder, "maildir");

    /// <summary>What the store holds now.</summary>
    public Pool Pool => server is null ? Pool.OfSqlite(disk["pool.db"]) : Pool.OfPostgres(server.ConnectionString + ";Pooling=false");

    /// <summary>The disk holds an installation that has run once.</summary>
    public static async Task<PoweredMachine> InstallAsync(Store store)
    {
        var machine = new PoweredMachine(store, await CallbackReceiver.StartAsync());
        try
        {
            await machine.InstallAsync();
            return machine;
        }
        catch
        {
            await machine.DisposeAsync();
            throw;
        }
    }

    /// <summary>Cuts the power at random instants of a run under load. What lies on the mail server lies elsewhere.</summary>
    /// <param name="cuts">How often.</param>
    /// <param name="syncs">Otherwise the store keeps what it commits in memory for a while, and says that it is safe.</param>
    public async Task<IReadOnlyList<PowerCut>> RunAsync(int cuts, bool syncs)
    {
        var letters = new MaildirBox(Maildir);
        var taken = new List<PowerCut>();
        if (!syncs && server is null)
        {
            Installation.NeverSyncing();
        }

        await using (var worker = await Installation.StartAsync())
        {
            if (!syncs && server is not null)
            {
                // After the worker has looked: it does not start with such a server.
                await server.AdministerAsync("ALTER SYSTEM SET synchronous_commit = off");
                await server.AdministerAsync("SELECT pg_reload_conf()");
            }

            await using var load = new Load(Installation, Maildir);
            Deliver(letters);
            await Wait.UntilAsync(() => callback.Received.Count > 0, "a customer is told a number");
            await Pool.WaitForAsync(1, "SELECT count(*) FROM attachment WHERE state = 'kept'");
            while (taken.Count < cuts)
            {
                Deliver(letters);
                var before = load.Answered.Count;
                await Task.Delay(Random.Shared.Next(50, 250));
                await Wait.UntilAsync(() => load.Answered.Count >= before + Between, "webhooks are answered");
                var answered = load.Answered;
                var told = callback.Received.Select(item => Reckoning.NumberOf(item.Body)).ToList();
                taken.Add(new PowerCut(disk.Cut(), answered, told));
            }
        }

        await PowerOffAsync();
        return taken;
    }

    /// <summary>The store recovers from what the cut left.</summary>
    public async Task PowerOnAsync(PowerCut cut)
    {
        disk.PowerOn(cut.Number);

        // On a machine that has just started nothing runs any more that could have the number in these.
        AsRoot.Run("sh", "-c", $"rm -f {disk["db/postgres"]}/postmaster.pid {disk["db/postgres"]}/.s.PGSQL.*.lock");
        await StartStoreAsync();
        if (server is not null)
        {
            Installation.Set("Database:ConnectionString", server.ConnectionString);
        }
    }

    public async Task PowerOffAsync()
    {
        await (server?.StopAsync() ?? Task.CompletedTask);
        disk.PowerOff();
    }

    /// <summary>What the store itself says about its pages and indexes; empty: all is well.</summary>
    public async Task<IReadOnlyList<string>> DamageAsync()
    {
        if (server is null)
        {
            return [.. (await Pool.QueryAsync<string>("PRAGMA integrity_check")).Where(line => line != "ok")];
        }

        try
        {
            await server.AdministerAsync("SELECT bt_index_check(i.indexrelid, heapallindexed => true) FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid JOIN pg_am a ON a.oid = c.relam WHERE a.amname = 'btree' AND c.relpersistence = 'p'");
            return [];
        }
        catch (Npgsql.PostgresException fault)
        {
            return [fault.MessageText];
        }
    }

    /// <summary>Attachments that are kept by what the store says. Throws where a file is not there whole.</summary>
    public async Task<int> CountKeptAsync()
    {
        var kept = await Pool.QueryAsync<string>("SELECT sha256 FROM attachment WHERE state = 'kept'");
        foreach (var hash in kept)
        {
            var content = await File.ReadAllBytesAsync(Path.Combine(disk["attachments"], hash[..2], hash[2..4], hash));
            Assert.Equal(hash, Convert.ToHexStringLower(SHA256.HashData(content)));
        }

        return kept.Count;
    }

    public async ValueTask DisposeAsync()
    {
        try
        {
            await (installation?.DisposeAsync() ?? ValueTask.CompletedTask);
            await callback.DisposeAsync();
            await (server?.StopAsync() ?? Task.CompletedTask);
        }
        finally
        {
            disk.Dispose();
        }
    }

    private static void Deliver(MaildirBox letters) => letters.Deliver(SampleMail.WithAttachment(letters.Delivered, RandomNumberGenerator.GetBytes(50_000)));

    private async Task InstallAsync()
    {
        await StartStoreAsync();
        installation = Installation.On(server).WithWebhook("chat", callback.Url).Set("Attachments:Folder", disk["attachments"]).Set("Attachments:KeepFreeBytes", 0);
        installation.WithMaildir("letters", Maildir, "").Set("Intake:Lease", "1s").Set("Outbox:Lease", "2s");
        if (store == Store.Sqlite)
        {
            installation.Set("Database:File", disk["pool.db"]);
        }

        await (server?.AdministerAsync("CREATE EXTENSION amcheck") ?? Task.CompletedTask);
        await using var worker = await installation.StartAsync();
        Assert.Equal(0, await worker.StopAsync());
        disk.Sync();
    }

    private async Task StartStoreAsync() => server = store == Store.Postgres ? await OwnPostgres.StartAsync(disk["db"]) : null;
}
