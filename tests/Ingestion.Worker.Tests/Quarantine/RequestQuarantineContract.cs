using System.Text;
using Ingestion.Worker.Quarantine;
using Ingestion.Worker.Settings;
using Ingestion.Worker.Storage;
using Ingestion.Worker.Tests.Core;
using Microsoft.Extensions.Logging.Abstractions;
using TestSupport;
using Xunit;

namespace Ingestion.Worker.Tests.Quarantine;

/// <summary>What is kept of refused requests, and how much.</summary>
public abstract class RequestQuarantineContract : StoreTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 22, 9, 0, 0, TimeSpan.Zero);
    private readonly CancellationTokenSource end = new();
    private Task running = Task.CompletedTask;

    private protected RequestQuarantineContract(StoreKind kind)
        : base(kind)
    {
    }

    public override async ValueTask DisposeAsync()
    {
        await end.CancelAsync();
        await running;
        end.Dispose();
        await base.DisposeAsync();
    }

    [Fact]
    public async Task KeepAsync_WhenItReturns_TheRequestIsCommittedWhole()
    {
        var quarantine = Start();

        Assert.True(await quarantine.KeepAsync(Refused("body \u0130\u0131"), CancellationToken.None));

        var entry = Assert.Single(await QuarantineRows.ListAsync(Database, null, 10, CancellationToken.None));
        Assert.Equal(("chat", "signature-wrong", "POST", "/hooks/chat", 1, "held"), (entry.Channel, entry.Reason, entry.Method, entry.Path, entry.Offers, entry.State));
        Assert.Equal(Now, entry.ReceivedAt);
        var request = (await QuarantineRows.ReadAsync(Database, entry.Id, CancellationToken.None))!;
        Assert.Equal("body \u0130\u0131", Encoding.UTF8.GetString(request.Body));
        Assert.Equal("?a=1", request.Query);
        Assert.Equal(("v1,abc", null), (request.Headers["WEBHOOK-SIGNATURE"], request.Headers["cookie"]));
        Assert.Equal(entry.Size, request.Size);
    }

    [Fact]
    public async Task KeepAsync_TheSameContentAgain_IsOneEntryThatIsCounted()
    {
        var quarantine = Start();
        await quarantine.KeepAsync(Refused("same"), CancellationToken.None);
        await quarantine.KeepAsync(Refused("same") with { Headers = Headers(("webhook-signature", "v1,other")), ReceivedAt = Now.AddMinutes(5) }, CancellationToken.None);
        await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => quarantine.KeepAsync(Refused("same"), CancellationToken.None).AsTask()));
        await quarantine.KeepAsync(Refused("same", "mail"), CancellationToken.None);

        var entries = await QuarantineRows.ListAsync(Database, "chat", 10, CancellationToken.None);

        Assert.Equal(12, Assert.Single(entries).Offers);
        Assert.Equal(2, (await QuarantineRows.ListAsync(Database, null, 10, CancellationToken.None)).Count);
    }

    [Fact]
    public async Task KeepAsync_OverTheLimits_IsNotKept()
    {
        var quarantine = Start(new QuarantineSettings { MaxRequestsPerChannel = 2, MaxRequests = 3, MaxBytesPerChannel = 10_000 });

        Assert.True(await quarantine.KeepAsync(Refused("1"), CancellationToken.None));
        Assert.True(await quarantine.KeepAsync(Refused("2"), CancellationToken.None));
        Assert.False(await quarantine.KeepAsync(Refused("3"), CancellationToken.None));
        Assert.False(await quarantine.KeepAsync(Refused(new string('x', 10_001), "mail"), CancellationToken.None));
        Assert.True(await quarantine.KeepAsync(Refused("4", "mail"), CancellationToken.None));
        Assert.False(await quarantine.KeepAsync(Refused("5", "form"), CancellationToken.None));

        Assert.Equal(3, await SingleAsync<long>("SELECT count(*) FROM quarantine"));
    }

    [Fact]
    public async Task KeepUpAsync_AfterARestart_KnowsWhatIsHeld()
    {
        await Start().KeepAsync(Refused("1"), CancellationToken.None);

        var later = Start(new QuarantineSettings { MaxRequestsPerChannel = 1 });
        await later.KeepUpAsync(CancellationToken.None);

        Assert.False(await later.KeepAsync(Refused("2"), CancellationToken.None));
    }

    [Fact]
    public async Task KeepUpAsync_DeletesWhatIsTooOld()
    {
        var quarantine = Start(new QuarantineSettings { KeepFor = TimeSpan.FromDays(2) });
        var now = TimeProvider.System.GetUtcNow();
        await quarantine.KeepAsync(Refused("old") with { ReceivedAt = now.AddDays(-3) }, CancellationToken.None);
        await quarantine.KeepAsync(Refused("new") with { ReceivedAt = now.AddDays(-1) }, CancellationToken.None);

        await quarantine.KeepUpAsync(CancellationToken.None);

        Assert.Equal(1, await SingleAsync<long>("SELECT count(*) FROM quarantine"));
    }

    [Fact]
    public async Task KeepAsync_StoreFails_SaysSoAndNeverThrows()
    {
        var quarantine = Start();
        await ExecuteAsync("DROP TABLE quarantine");
        try
        {
            Assert.False(await quarantine.KeepAsync(Refused("1"), CancellationToken.None));
        }
        finally
        {
            // The database is used again by other tests.
            await RestoreAsync();
        }
    }

    [Fact]
    public async Task KeepAsync_CallersTimeIsOver_ReturnsAndIsKeptLater()
    {
        var quarantine = New(new QuarantineSettings());
        using var over = new CancellationTokenSource();
        await over.CancelAsync();

        Assert.False(await quarantine.KeepAsync(Refused("1"), over.Token));
        running = Task.Run(() => quarantine.RunAsync(end.Token));

        await Wait.UntilAsync(async () => await SingleAsync<long>("SELECT count(*) FROM quarantine") == 1, "it is kept");
    }

    [Fact]
    public async Task EndAsync_DeletesWhatWasHeldAndIsOnRecord()
    {
        var quarantine = Start();
        await quarantine.KeepAsync(Refused("a customer's words"), CancellationToken.None);
        var id = (await QuarantineRows.ListAsync(Database, null, 1, CancellationToken.None))[0].Id;

        Assert.True(await QuarantineRows.EndAsync(Database, id, QuarantineEntry.Discarded, "discarded", "somebody", CancellationToken.None));
        Assert.False(await QuarantineRows.EndAsync(Database, id, QuarantineEntry.Released, "released", "somebody", CancellationToken.None));

        Assert.Equal(
            ("discarded", 0, 0L), await SingleAsync<(string, int, long)>("SELECT state, size, length(body) + length(query) FROM quarantine"));
        Assert.Equal(
            ("discarded", "somebody", "quarantined: signature-wrong"), await SingleAsync<(string, string, string)>("SELECT action, actor, before FROM operator_action"));
        Assert.Null(await QuarantineRows.ReadAsync(Database, id, CancellationToken.None));
        Assert.Empty(await QuarantineRows.ListAsync(Database, null, 1, CancellationToken.None));

        // The same again is counted on the row that was decided on.
        await quarantine.KeepAsync(Refused("a customer's words"), CancellationToken.None);
        Assert.Equal(("discarded", 2), await SingleAsync<(string, int)>("SELECT state, offers FROM quarantine"));
    }

    private RequestQuarantine New(QuarantineSettings settings) =>
        new(Database, new IdBlock(Database), settings, TimeProvider.System, NullLogger<RequestQuarantine>.Instance);

    private RequestQuarantine Start(QuarantineSettings? settings = null)
    {
        var quarantine = New(settings ?? new QuarantineSettings());
        running = Task.WhenAll(running, Task.Run(() => quarantine.RunAsync(end.Token)));
        return quarantine;
    }

    private async Task RestoreAsync()
    {
        var kind = Database.Kind == StoreKind.Sqlite ? "Sqlite" : "Postgres";
        await using var stream = typeof(Database).Assembly.GetManifestResourceStream(
            typeof(Database).Assembly.GetManifestResourceNames().Single(name => name.EndsWith($"{kind}.001_spine.sql", StringComparison.Ordinal)))!;
        using var reader = new StreamReader(stream);
        var schema = await reader.ReadToEndAsync();
        var from = schema.IndexOf("CREATE TABLE quarantine", StringComparison.Ordinal);
        await ExecuteAsync(schema[from..schema.IndexOf("\n\n", from, StringComparison.Ordinal)]);
    }

    private static RefusedRequest Refused(string body, string channel = "chat") => new()
    {
        Channel = channel,
        Reason = "signature-wrong",
        Method = "POST",
        Path = $"/hooks/{channel}",
        Query = "?a=1",
        Headers = Headers(("Webhook-Signature", "v1,abc"), ("Cookie", "c=1")),
        Body = Encoding.UTF8.GetBytes(body),
        ReceivedAt = Now,
    };

    private static RequestHeaders Headers(params (string Name, string Value)[] headers) => RequestHeaders.Of(headers.Select(header => KeyValuePair.Create(header.Name, header.Value)));
}
