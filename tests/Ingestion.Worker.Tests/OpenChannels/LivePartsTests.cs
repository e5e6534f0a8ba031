using Ingestion.Channels;
using Ingestion.Worker.OpenChannels;
using Ingestion.Worker.Settings;
using Ingestion.Worker.Tests.Fakes;
using Ingestion.Worker.Tests.Polling;
using Xunit;

namespace Ingestion.Worker.Tests.OpenChannels;

public sealed class LivePartsTests
{
    private static readonly WebhookRequest Request = new() { Method = "POST", Path = "/", Header = _ => null, Query = _ => null, Body = default, ReceivedAt = default };

    [Fact]
    public async Task Replace_CallInFlight_OldPartsAreDisposedWhenItHasEnded()
    {
        var old = new HeldSource();
        var fresh = new HeldSource();
        var live = new LiveParts(Parts(old));

        var fetching = live.Front.Source!.FetchAsync("before", 1, CancellationToken.None);
        var disposed = live.Replace(Parts(fresh));

        Assert.False(disposed.IsCompleted);
        Assert.False(old.IsDisposed);
        var next = live.Front.Source.FetchAsync("after", 1, CancellationToken.None);
        old.Answer.SetResult(new MessagePage { Cursor = "of the old one" });
        fresh.Answer.SetResult(new MessagePage { Cursor = "of the new one" });
        Assert.Equal("of the old one", (await fetching).Cursor);
        Assert.Equal("of the new one", (await next).Cursor);
        await disposed;
        Assert.True(old.IsDisposed);
        Assert.False(fresh.IsDisposed);

        await live.DisposeAsync();
        Assert.True(fresh.IsDisposed);
    }

    [Fact]
    public async Task Replace_OldSourceWaitsForNews_TheWaitEnds()
    {
        var live = new LiveParts(Parts(new HeldSource()));
        var waiting = live.Front.Source!.WaitAsync(TimeSpan.FromDays(1), CancellationToken.None);

        await live.Replace(Parts(new HeldSource()));

        await waiting;
        await live.DisposeAsync();
    }

    [Fact]
    public async Task WaitAsync_CallerGivesUp_IsCancelled()
    {
        await using var live = new LiveParts(Parts(new HeldSource()));
        using var caller = new CancellationTokenSource();
        var waiting = live.Front.Source!.WaitAsync(TimeSpan.FromDays(1), caller.Token);

        await caller.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
    }

    [Fact]
    public async Task Enter_BeforeReplace_PreparesAndReceivesWithTheSameParts()
    {
        await using var live = new LiveParts(Receiving(1));
        using var use = live.Enter();

        var replaced = live.Replace(Receiving(2));

        Assert.Equal(1, use.Parts.Receiver!.MaxBytes);
        Assert.Equal(2, live.Front.Receiver!.MaxBytes);
        Assert.False(replaced.IsCompleted);
        Assert.IsType<WebhookVerdict.Take>(live.Front.Receiver.Receive(Request));
    }

    [Fact]
    public async Task Replace_ManyTimesUnderLoad_EachIsDisposedOnceAndNeverWhileInUse()
    {
        var sources = new List<CountingSource> { new() };
        var live = new LiveParts(Parts(sources[0]));
        using var end = new CancellationTokenSource();
        var callers = Enumerable.Range(0, 4).Select(_ => Task.Run(async () =>
        {
            while (!end.IsCancellationRequested)
            {
                await live.Front.Source!.FetchAsync(null, 1, CancellationToken.None);
            }
        })).ToList();

        for (var n = 0; n < 300; n++)
        {
            sources.Add(new CountingSource());
            await live.Replace(Parts(sources[^1]));
        }

        await end.CancelAsync();
        await Task.WhenAll(callers);
        await live.DisposeAsync();
        Assert.All(sources, source => Assert.Equal((1, 0), (source.Disposals, source.UsesAfterDisposal)));
    }

    [Fact]
    public async Task DisposeAsync_Then_NothingIsEntered()
    {
        var live = new LiveParts(Parts(new HeldSource()));
        await live.DisposeAsync();
        await live.DisposeAsync();

        Assert.Throws<ObjectDisposedException>(() => live.Enter());
    }

    [Fact]
    public async Task RenewAsync_PartsThatCanDoMore_TakeARestartAndAreDisposed()
    {
        var old = new HeldSource();
        var sending = new HeldSource();
        await using var channel = new OpenChannel
        {
            Name = "mail",
            Settings = new ChannelSettings(),
            Connector = new FakeConnector("fake", ConnectorCapabilities.Source),
            Parts = Parts(old),
            Reopen = _ => Parts(sending) with { Sender = new FakeSender() },
        };

        Assert.False(await channel.RenewAsync(new FakeOptions()));

        Assert.True(sending.IsDisposed);
        Assert.False(old.IsDisposed);
        Assert.Null(channel.Parts.Sender);
    }

    private static ChannelParts Parts(IMessageSource source) => new() { Source = source, Test = new FakeTest(_ => Task.FromResult(new ConnectionReport(true, ""))) };

    private static ChannelParts Receiving(int maxBytes) =>
        new() { Receiver = new FakeReceiver { MaxBytes = maxBytes }, Test = new FakeTest(_ => Task.FromResult(new ConnectionReport(true, ""))) };
}
