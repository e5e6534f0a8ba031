using Ingestion.Channels;
using Ingestion.Worker.Inbox;
using Ingestion.Worker.Polling;
using Ingestion.Worker.Storage;
using Ingestion.Worker.Tests.Core;
using Xunit;

namespace Ingestion.Worker.Tests.Inbox;

/// <summary>Accepting pages of a polled channel (promises P2, P3, P10).</summary>
public abstract class PolledPageContract : CoreTests
{
    private protected PolledPageContract(StoreKind kind)
        : base(kind)
    {
    }

    [Fact]
    public async Task AcceptPageAsync_Page_CommitsMessagesHolesSettlementsAndCursorTogether()
    {
        var held = await TakeAsync();
        var page = Page("c1", "a", "b") with { Holes = [new MessageHole("c", "fetch-refused")] };

        var receipt = await AcceptAsync(held, page, settles: true);

        Assert.Equal(new PageReceipt(2, 0), receipt);
        Assert.Equal(["a", "b"], await QueryAsync<string>("SELECT m.external_id FROM message m JOIN inbox i ON i.message_id = m.id ORDER BY m.id"));
        Assert.Equal(("c", "fetch-refused", "open", 1), await SingleAsync<(string, string, string, int)>("SELECT external_id, reason, state, tries FROM hole"));
        Assert.Equal(["a", "b"], await QueryAsync<string>("SELECT external_id FROM settlement ORDER BY external_id"));
        Assert.Equal("c1", await SingleAsync<string>("SELECT cursor FROM channel_state"));
        Assert.Equal("c1", (await TakeAsync()).Cursor);
        Assert.Equal(2, Core.Inbox.Backlog.Waiting);
    }

    [Fact]
    public async Task AcceptPageAsync_StaleFence_WritesNothing()
    {
        var stale = await TakeAsync();
        var held = await TakeAsync();

        await Assert.ThrowsAsync<LeaseLostException>(() => AcceptAsync(stale, Page("c1", "a") with { Holes = [new MessageHole("c", "x")] }, settles: true));

        Assert.Equal(0, await SingleAsync<long>("SELECT (SELECT count(*) FROM message) + (SELECT count(*) FROM hole) + (SELECT count(*) FROM settlement)"));
        Assert.Null(await SingleAsync<string?>("SELECT cursor FROM channel_state"));
        Assert.Equal(1, (await AcceptAsync(held, Page("c1", "a"))).Accepted);
    }

    [Fact]
    public async Task AcceptPageAsync_LeaseRunOut_WritesNothing()
    {
        var held = await TakeAsync();
        await Core.ExpireLeasesAsync("channel_state");

        await Assert.ThrowsAsync<LeaseLostException>(() => AcceptAsync(held, Page("c1", "a")));

        Assert.Equal(0, await SingleAsync<long>("SELECT count(*) FROM message"));
    }

    [Fact]
    public async Task AcceptPageAsync_PageReadAgain_IsCountedOnly()
    {
        await AcceptAsync(await TakeAsync(), Page("c1", "a", "b"));

        var receipt = await AcceptAsync(await TakeAsync(), Page("c2", "b", "c", "a"));

        Assert.Equal(new PageReceipt(1, 2), receipt);
        Assert.Equal(
            [("a", 2), ("b", 2), ("c", 1)], await QueryAsync<(string, int)>("SELECT external_id, offers FROM message ORDER BY external_id"));
        Assert.Equal(3, await SingleAsync<long>("SELECT count(*) FROM inbox"));
    }

    [Fact]
    public async Task AcceptPageAsync_OneIdTwiceInAPage_IsOneMessage()
    {
        var receipt = await AcceptAsync(await TakeAsync(), Page("c1", "a", "a"));

        Assert.Equal(1, receipt.Accepted);
        Assert.Equal(1, await SingleAsync<long>("SELECT count(*) FROM message"));
    }

    [Fact]
    public async Task AcceptPageAsync_HoleReportedAgain_WaitsLongerEachTime()
    {
        var waits = new List<double>();
        for (var i = 0; i < 4; i++)
        {
            await AcceptAsync(await TakeAsync(), Page("c1") with { Holes = [new MessageHole("h", $"reason-{i}")] });
            var (notBefore, now) = await SingleAsync<(DateTimeOffset, DateTimeOffset)>($"SELECT not_before, {Database.Now} FROM hole");
            waits.Add((notBefore - now).TotalMinutes);
        }

        Assert.Equal([1, 2, 4, 8], waits.Select(wait => Math.Round(wait, 0)));
        Assert.Equal(("reason-3", 4), await SingleAsync<(string, int)>("SELECT reason, tries FROM hole"));
    }

    [Fact]
    public async Task AcceptPageAsync_HoleThatWasTriedForDays_WaitsADayAtMost()
    {
        await AcceptAsync(await TakeAsync(), Page("c1") with { Holes = [new MessageHole("h", "x")] });
        await ExecuteAsync("UPDATE hole SET tries = 500");

        await AcceptAsync(await TakeAsync(), Page("c1") with { Holes = [new MessageHole("h", "x")] });

        var (notBefore, now) = await SingleAsync<(DateTimeOffset, DateTimeOffset)>($"SELECT not_before, {Database.Now} FROM hole");
        Assert.Equal(1440, Math.Round((notBefore - now).TotalMinutes));
    }

    [Fact]
    public async Task AcceptPageAsync_HolesReadOrGone_AreClosedAsThat()
    {
        await AcceptAsync(await TakeAsync(), Page("c1") with { Holes = [new MessageHole("h1", "x"), new MessageHole("h2", "x"), new MessageHole("h3", "x")] });

        await AcceptAsync(await TakeAsync(), Page("ignored", "h1") with { Gone = ["h2"] }, moveCursor: false);

        Assert.Equal(
            [("h1", "recovered"), ("h2", "gone"), ("h3", "open")], await QueryAsync<(string, string)>("SELECT external_id, state FROM hole ORDER BY external_id"));
        Assert.Equal(2, await SingleAsync<long>("SELECT count(closed_at) FROM hole"));
        Assert.Equal("c1", await SingleAsync<string>("SELECT cursor FROM channel_state"));

        await AcceptAsync(await TakeAsync(), Page("c2") with { Holes = [new MessageHole("h2", "back")] });

        Assert.Equal(("open", 2), await SingleAsync<(string, int)>("SELECT state, tries FROM hole WHERE external_id = 'h2' AND closed_at IS NULL"));
    }

    [Fact]
    public async Task AcceptPageAsync_ManyMessages_GetIdsInTheProvidersOrder()
    {
        var keys = Enumerable.Range(0, 700).Select(i => $"m-{(i * 7919) % 10007}").ToArray();

        await AcceptAsync(await TakeAsync(), Page("c1", keys));

        Assert.Equal(keys, await QueryAsync<string>("SELECT external_id FROM message ORDER BY id"));
    }

    private static MessagePage Page(string cursor, params string[] keys) => new() { Cursor = cursor, Messages = [.. keys.Select(key => Some.Offered(key))] };

    private async Task<HeldChannel> TakeAsync() =>
        (await new ChannelLease(Database, Core.Fences, "us").TakeAsync("mail", TimeSpan.FromMinutes(1), CancellationToken.None))!;

    private Task<PageReceipt> AcceptAsync(HeldChannel held, MessagePage page, bool moveCursor = true, bool settles = false) =>
        Core.Inbox.AcceptPageAsync("mail", held.Fence, page, moveCursor, settles, CancellationToken.None);
}
