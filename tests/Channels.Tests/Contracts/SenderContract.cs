using Ingestion.Channels;

namespace Channels.Tests.Contracts;

/// <summary>What every sender must do. Those over a network subclass <see cref="RemoteSenderContract"/>.</summary>
public abstract class SenderContract
{
    protected abstract Task<SenderRig> StartAsync();

    [Fact]
    public async Task Send_ProviderTakes_SentAndArrivedOnce()
    {
        await using var rig = await StartAsync();
        await using var sender = rig.Open();

        var result = await sender.SendAsync(Message(rig, "one"), Stop);

        AssertClean(result, SendOutcome.Sent);
        var arrived = Assert.Single(await rig.ArrivedAsync());
        Assert.Contains(rig.Mark(rig.StableId("one")), arrived, StringComparison.Ordinal);
        Assert.False(result.ChannelFault);
    }

    [Fact]
    [Trait("Conformance", "C17")]
    public async Task Send_SameMessageByRestartedWorker_SameStableId()
    {
        await using var rig = await StartAsync();
        foreach (var _ in new[] { 1, 2 })
        {
            await using var sender = rig.Open();
            AssertClean(await sender.SendAsync(Message(rig, "one"), Stop), SendOutcome.Sent);
        }

        var arrived = await rig.ArrivedAsync();
        Assert.InRange(arrived.Count, 1, 2);
        Assert.All(arrived, one => Assert.Contains(rig.Mark(rig.StableId("one")), one, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Send_ManyAtOnce_AllArriveWithTheirOwnIds()
    {
        await using var rig = await StartAsync();
        await using var sender = rig.Open();
        var words = Enumerable.Range(1, 20).Select(n => $"w{n}x").ToArray();

        var results = await Task.WhenAll(words.Select(word => sender.SendAsync(Message(rig, word), Stop)));

        Assert.All(results, result => AssertClean(result, SendOutcome.Sent));
        var arrived = await rig.ArrivedAsync();
        Assert.Equal(20, arrived.Count);
        Assert.All(words, word => Assert.Single(arrived, one => one.Contains(rig.Mark(rig.StableId(word)), StringComparison.Ordinal)));
    }

    [Fact]
    public async Task CanReach_KnownAndForeignPoints_TellsThemApart()
    {
        await using var rig = await StartAsync();
        await using var sender = rig.Open();

        Assert.True(sender.CanReach(rig.Reachable));
        Assert.NotEmpty(rig.Unreachable);
        Assert.All(rig.Unreachable, point => Assert.False(sender.CanReach(point)));
    }

    [Fact]
    [Trait("Conformance", "C25")]
    public async Task Send_CancelledBefore_ThrowsAndNothingArrives()
    {
        await using var rig = await StartAsync();
        await using var sender = rig.Open();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => sender.SendAsync(Message(rig, "one"), new CancellationToken(canceled: true)));

        Assert.Empty(await rig.ArrivedAsync());
        AssertClean(await sender.SendAsync(Message(rig, "two"), Stop), SendOutcome.Sent);
    }

    private protected static CancellationToken Stop => TestContext.Current.CancellationToken;

    private protected static OutboundMessage Message(SenderRig rig, string word) => new()
    {
        StableId = rig.StableId(word),
        To = rig.Reachable,
        ConversationId = rig.ConversationId,
        Subject = "Müraciətiniz qeydə alındı",
        Text = "Nömrəniz: 1234-5678-9012",
        PublicText = rig.PublicText,
        InReplyTo = rig.InReplyTo,
        Language = "az",
        TrackingNumber = "123456789012",
        CreatedAt = TestSetup.Now,
    };

    private protected static void AssertClean(SendResult result, SendOutcome outcome)
    {
        Assert.Equal(outcome, result.Outcome);
        Assert.Matches("^[a-z0-9.-]{1,80}$", result.Reason);
    }
}
