using System.Text;
using Ingestion.Channels;

namespace Channels.Tests.Contracts;

/// <summary>What every source must do. Subclass it with <c>[ContractOf("name")]</c> and give it a rig; cases are named in README.md.</summary>
public abstract class SourceContract
{
    /// <summary>A fresh and empty account.</summary>
    protected abstract Task<SourceRig> StartAsync();

    /// <summary>
    /// Whether a page may hold messages again that were offered before its cursor, as sources do that read an overlap because their
    /// provider's list settles late. The inbox knows them; what is new must come all the same, and in order.
    /// </summary>
    protected virtual bool MayOfferAgain => false;

    /// <summary>Whether a source holds what it has read of a list newest first until it is asked for: what is removed meanwhile comes all the same.</summary>
    protected virtual bool ReadsAhead => false;

    [Fact]
    [Trait("Conformance", "C01")]
    public async Task Fetch_ByTwoWorkers_SameIdsAndBytes()
    {
        await using var rig = await StartAsync();
        await AddAsync(rig, "alpha", "bravo");

        var first = await ReadAsync(rig, null);
        var second = await ReadAsync(rig, null);

        Assert.Equal(2, first.Messages.Count);
        Assert.Equal(Ids(first.Messages), Ids(second.Messages));
        Assert.Equal(Bytes(first.Messages), Bytes(second.Messages));
        Assert.All(first.Messages, message => Assert.InRange(message.ExternalId.Length, 1, 500));
    }

    [Fact]
    [Trait("Conformance", "C02")]
    public async Task Fetch_EqualMessagesTwice_AreTwo()
    {
        await using var rig = await StartAsync();
        await AddAsync(rig, "twin", "twin");

        var page = await ReadAsync(rig, null);

        Assert.Equal(2, page.Messages.Count);
        Assert.NotEqual(page.Messages[0].ExternalId, page.Messages[1].ExternalId);
    }

    [Fact]
    [Trait("Conformance", "C03")]
    public async Task Fetch_SeveralMessages_OldestFirst()
    {
        await using var rig = await StartAsync();
        await AddAsync(rig, "zulu", "alpha", "mike", "bravo");

        var page = await ReadAsync(rig, null);

        AssertMarkers(page.Messages, "zulu", "alpha", "mike", "bravo");
    }

    [Fact]
    [Trait("Conformance", "C05")]
    public async Task Fetch_NothingThere_EmptyPageWithCursor()
    {
        await using var rig = await StartAsync();

        var page = await ReadAsync(rig, null);
        var again = await ReadAsync(rig, page.Cursor);

        AssertEmpty(page);
        AssertEmpty(again);
        await rig.AddAsync("first");
        AssertMarkers((await ReadAsync(rig, again.Cursor)).Messages, "first");
    }

    [Fact]
    [Trait("Conformance", "C05")]
    public async Task Fetch_NothingNew_EmptyPage()
    {
        await using var rig = await StartAsync();
        await AddAsync(rig, "alpha", "bravo");

        var page = await ReadAsync(rig, null);
        var again = await ReadAsync(rig, page.Cursor);

        AssertEmpty(again with { Messages = NotIn(again.Messages, page.Messages) });
    }

    [Fact]
    [Trait("Conformance", "C06")]
    public async Task Fetch_MoreThanTheLimit_PagesWithoutLossOrRepeat()
    {
        await using var rig = await StartAsync();
        var markers = Enumerable.Range(1, 7).Select(n => $"page{n}x").ToArray();
        await AddAsync(rig, markers);
        await using var source = rig.Open();

        var first = await source.FetchAsync(null, 3, Stop);
        Assert.InRange(first.Messages.Count, 1, 3);
        Assert.True(first.More, "more is waiting");
        List<OfferedMessage> all = [.. first.Messages];
        var page = first;
        for (var turn = 0; page.More; turn++)
        {
            Assert.True(turn < 50, "paging ends");
            page = await source.FetchAsync(page.Cursor, 3, Stop);
            Assert.InRange(page.Messages.Count, 0, 3);
            all.AddRange(page.Messages);
        }

        AssertMarkers(all, markers);
    }

    [Fact]
    [Trait("Conformance", "C07")]
    [Trait("Conformance", "C15")]
    public async Task Fetch_SameCursorAfterRestart_SameMessages()
    {
        await using var rig = await StartAsync();
        await AddAsync(rig, "alpha", "bravo");
        var before = await ReadAsync(rig, null);
        await AddAsync(rig, "charlie", "delta");

        var first = await ReadAsync(rig, before.Cursor);
        var second = await ReadAsync(rig, before.Cursor);

        AssertMarkers(NotIn(first.Messages, before.Messages), "charlie", "delta");
        Assert.Equal(Ids(first.Messages), Ids(second.Messages));
        Assert.Equal(Bytes(first.Messages), Bytes(second.Messages));
    }

    [Fact]
    [Trait("Conformance", "C07")]
    public async Task Fetch_FromTheStartAgain_ReadingChangedNothing()
    {
        await using var rig = await StartAsync();
        await AddAsync(rig, "alpha", "bravo");
        await ReadAsync(rig, null);

        AssertMarkers((await ReadAsync(rig, null)).Messages, "alpha", "bravo");
    }

    [Fact]
    [Trait("Conformance", "C08")]
    public async Task Fetch_ArrivalsBetweenPages_NoneSkipped()
    {
        await using var rig = await StartAsync();
        await AddAsync(rig, "a1x", "a2x", "a3x", "a4x", "a5x");
        await using var source = rig.Open();
        var first = await source.FetchAsync(null, 2, Stop);
        await AddAsync(rig, "b1x", "b2x");

        var rest = await AllAsync(source, first.Cursor);

        AssertMarkers([.. first.Messages, .. NotIn(rest, first.Messages)], "a1x", "a2x", "a3x", "a4x", "a5x", "b1x", "b2x");
    }

    [Fact]
    [Trait("Conformance", "C08")]
    public async Task Fetch_MessageRemovedBetweenPages_OthersFlow()
    {
        await using var rig = await StartAsync();
        await AddAsync(rig, "a1x", "a2x", "a3x", "a4x");
        await using var source = rig.Open();
        var first = await source.FetchAsync(null, 1, Stop);
        await rig.RemoveAsync("a1x");
        await rig.RemoveAsync("a3x");

        var rest = await AllAsync(source, first.Cursor);

        var seen = NotIn(rest, first.Messages);
        AssertMarkers(ReadsAhead ? [.. seen.Where(message => !Holds(message, "a3x"))] : seen, "a2x", "a4x");
    }

    [Fact]
    [Trait("Conformance", "C10")]
    public async Task FetchAgain_Readable_SameIdAndBytes()
    {
        await using var rig = await StartAsync();
        await AddAsync(rig, "alpha", "bravo");
        var page = await ReadAsync(rig, null);
        await using var source = rig.Open();

        var again = await source.FetchAgainAsync([page.Messages[1].ExternalId], Stop);

        var message = Assert.Single(again.Messages);
        Assert.Equal(page.Messages[1].ExternalId, message.ExternalId);
        Assert.Equal(page.Messages[1].Raw.ToArray(), message.Raw.ToArray());
        Assert.Empty(again.Gone);
        Assert.Empty(again.Holes);
    }

    [Fact]
    [Trait("Conformance", "C11")]
    public async Task FetchAgain_RemovedMeanwhile_IsGone()
    {
        await using var rig = await StartAsync();
        await AddAsync(rig, "alpha", "bravo");
        var page = await ReadAsync(rig, null);
        await rig.RemoveAsync("alpha");
        await using var source = rig.Open();

        var again = await source.FetchAgainAsync(Ids(page.Messages), Stop);

        Assert.Equal([page.Messages[0].ExternalId], again.Gone);
        AssertMarkers(again.Messages, "bravo");
        Assert.Empty(again.Holes);
    }

    [Fact]
    [Trait("Conformance", "C16")]
    public async Task Settle_Twice_ReturnsAllAndHidesNothingNewer()
    {
        await using var rig = await StartAsync();
        await AddAsync(rig, "alpha", "bravo");
        var page = await ReadAsync(rig, null);
        var ids = Ids(page.Messages);
        await rig.AddAsync("charlie");

        await using (var source = rig.Open())
        {
            Assert.Equal(ids.Order(StringComparer.Ordinal), (await source.SettleAsync(ids, Stop)).Order(StringComparer.Ordinal));
        }

        await using var restarted = rig.Open();
        Assert.Equal(ids.Order(StringComparer.Ordinal), (await restarted.SettleAsync(ids, Stop)).Order(StringComparer.Ordinal));
        AssertMarkers(NotIn(await AllAsync(restarted, page.Cursor), page.Messages), "charlie");
    }

    [Fact]
    [Trait("Conformance", "C16")]
    public async Task Settle_RemovedMeanwhile_IsDone()
    {
        await using var rig = await StartAsync();
        await AddAsync(rig, "alpha", "bravo");
        var ids = Ids((await ReadAsync(rig, null)).Messages);
        await rig.RemoveAsync("alpha");
        await using var source = rig.Open();

        Assert.Equal(ids.Order(StringComparer.Ordinal), (await source.SettleAsync(ids, Stop)).Order(StringComparer.Ordinal));
    }

    [Fact]
    [Trait("Conformance", "C18")]
    public async Task Fetch_OversizeMessage_OfferedCutAndMarkedOthersFlow()
    {
        await using var rig = await StartAsync();
        await rig.AddAsync("before");
        await rig.AddOversizeAsync("giant");
        await rig.AddAsync("after");

        var page = await ReadAsync(rig, null);

        AssertMarkers(page.Messages, "before", "giant", "after");
        Assert.Contains("oversize=", page.Messages[1].Context ?? "", StringComparison.Ordinal);
        Assert.InRange(page.Messages[1].Raw.Length, 0, 1024 * 1024);
        Assert.DoesNotContain("oversize=", page.Messages[2].Context ?? "", StringComparison.Ordinal);
    }

    [Fact]
    [Trait("Conformance", "C25")]
    public async Task EveryCall_Cancelled_Throws()
    {
        await using var rig = await StartAsync();
        await rig.AddAsync("alpha");
        var ids = Ids((await ReadAsync(rig, null)).Messages);
        await using var source = rig.Open();
        var cancelled = new CancellationToken(canceled: true);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => source.FetchAsync(null, 10, cancelled));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => source.FetchAgainAsync(ids, cancelled));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => source.WaitAsync(TimeSpan.FromMinutes(5), cancelled));
        AssertMarkers((await source.FetchAsync(null, 10, Stop)).Messages, "alpha");
    }

    [Fact]
    [Trait("Conformance", "C25")]
    public async Task Wait_CancelledWhileWaiting_ThrowsAndTheSourceStaysUsable()
    {
        await using var rig = await StartAsync();
        await using var source = rig.Open();
        await source.FetchAsync(null, 10, Stop);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Stop);

        var waiting = source.WaitAsync(TimeSpan.FromMinutes(5), stop.Token);
        await stop.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting.WaitAsync(TimeSpan.FromSeconds(30), Stop));
        await rig.AddAsync("alpha");
        AssertMarkers(await AllAsync(source, null), "alpha");
    }

    [Fact]
    public async Task Wait_NothingHappens_ReturnsAfterTheTime()
    {
        await using var rig = await StartAsync();
        await using var source = rig.Open();
        await source.FetchAsync(null, 10, Stop);

        await source.WaitAsync(TimeSpan.FromMilliseconds(200), Stop).WaitAsync(TimeSpan.FromSeconds(30), Stop);
    }

    private protected static CancellationToken Stop => TestContext.Current.CancellationToken;

    private protected static async Task AddAsync(SourceRig rig, params IEnumerable<string> markers)
    {
        foreach (var marker in markers)
        {
            await rig.AddAsync(marker);
        }
    }

    /// <summary>One page by a fresh source, as after a restart.</summary>
    private protected static async Task<MessagePage> ReadAsync(SourceRig rig, string? cursor)
    {
        await using var source = rig.Open();
        var page = await source.FetchAsync(cursor, 100, Stop);
        Assert.InRange(page.Cursor.Length, 0, 4000);
        return page;
    }

    /// <summary>All that comes until nothing more comes; each message once.</summary>
    private protected static async Task<List<OfferedMessage>> AllAsync(IMessageSource source, string? cursor)
    {
        List<OfferedMessage> all = [];
        for (var turn = 0; ; turn++)
        {
            Assert.True(turn < 50, "paging ends");
            var page = await source.FetchAsync(cursor, 100, Stop);
            all.AddRange(page.Messages);
            cursor = page.Cursor;
            if (!page.More && page.Messages.Count == 0)
            {
                return all;
            }
        }
    }

    /// <summary>Without what had been offered before, where the source may do that.</summary>
    private protected IReadOnlyList<OfferedMessage> NotIn(IReadOnlyList<OfferedMessage> messages, IReadOnlyList<OfferedMessage> earlier) =>
        MayOfferAgain ? [.. messages.ExceptBy(Ids(earlier), message => message.ExternalId, StringComparer.Ordinal)] : messages;

    private protected static string[] Ids(IEnumerable<OfferedMessage> messages) => [.. messages.Select(message => message.ExternalId)];

    private protected static string[] Bytes(IEnumerable<OfferedMessage> messages) =>
        [.. messages.Select(message => Convert.ToBase64String(message.Raw.Span))];

    /// <summary>Exactly these messages in this order.</summary>
    private protected static void AssertMarkers(IReadOnlyList<OfferedMessage> messages, params string[] markers)
    {
        var seen = messages.Select(message => markers.FirstOrDefault(marker => Holds(message, marker)) ?? "(other)");
        Assert.Equal(markers, seen);
    }

    private protected static bool Holds(OfferedMessage message, string marker) =>
        message.Raw.Span.IndexOf(Encoding.ASCII.GetBytes(marker)) >= 0;

    private static void AssertEmpty(MessagePage page)
    {
        Assert.Empty(page.Messages);
        Assert.Empty(page.Holes);
        Assert.Empty(page.Gone);
        Assert.False(page.More);
    }
}
