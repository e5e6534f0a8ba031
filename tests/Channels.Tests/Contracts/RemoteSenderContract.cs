using Ingestion.Channels;
using TestSupport;

namespace Channels.Tests.Contracts;

/// <summary>What a sender over a network must make of its provider's moods.</summary>
public abstract class RemoteSenderContract : SenderContract
{
    protected abstract Task<RemoteSenderRig> StartRemoteAsync();

    protected sealed override async Task<SenderRig> StartAsync() => await StartRemoteAsync();

    [Fact]
    public async Task Send_RecipientRefused_RefusedWithoutTheProvidersWords()
    {
        await using var rig = await StartRemoteAsync();
        await rig.BeAsync(ProviderMood.RefusesRecipient);

        var result = await SendAsync(rig);

        AssertClean(rig, result, SendOutcome.Refused);
        Assert.False(result.ChannelFault);
    }

    [Fact]
    [Trait("Conformance", "C14")]
    public async Task Send_ProviderBusy_LaterWithItsTime()
    {
        await using var rig = await StartRemoteAsync();
        await rig.BeAsync(ProviderMood.Busy);

        var result = await SendAsync(rig);

        AssertClean(rig, result, SendOutcome.Later);
        Assert.Equal(rig.BusyFor, result.RetryAfter);
    }

    [Fact]
    [Trait("Conformance", "C13")]
    public async Task Send_LoginRefused_LaterAndTheChannelIsDegraded()
    {
        await using var rig = await StartRemoteAsync();
        await rig.BeAsync(ProviderMood.RefusesLogin);

        var result = await SendAsync(rig);

        AssertClean(rig, result, SendOutcome.Later);
        Assert.True(result.ChannelFault);
        Assert.Empty(await rig.ArrivedAsync());
    }

    [Fact]
    public async Task Send_ProviderDown_LaterAndTheSameSenderRecovers()
    {
        await using var rig = await StartRemoteAsync();
        await using var sender = rig.Open();
        await rig.BeAsync(ProviderMood.Down);

        AssertClean(rig, await sender.SendAsync(Message(rig, "one"), Stop), SendOutcome.Later);

        await rig.BeAsync(ProviderMood.Takes);
        AssertClean(rig, await sender.SendAsync(Message(rig, "one"), Stop), SendOutcome.Sent);
        Assert.Single(await rig.ArrivedAsync());
    }

    [Fact]
    [Trait("Conformance", "C17")]
    public async Task Send_ReplyLost_UncertainAndTheRepeatCarriesTheSameId()
    {
        await using var rig = await StartRemoteAsync();
        await using var sender = rig.Open();
        await rig.BeAsync(ProviderMood.LosesReply);

        AssertClean(rig, await sender.SendAsync(Message(rig, "one"), Stop), SendOutcome.Uncertain);

        await rig.BeAsync(ProviderMood.Takes);
        AssertClean(rig, await sender.SendAsync(Message(rig, "one"), Stop), SendOutcome.Sent);
        Assert.All(await rig.ArrivedAsync(), one => Assert.Contains(rig.Mark(rig.StableId("one")), one, StringComparison.Ordinal));
    }

    [Fact]
    [Trait("Conformance", "C25")]
    public async Task Send_CancelledWhileTheReplyIsDue_Uncertain()
    {
        await using var rig = await StartRemoteAsync();
        await using var sender = rig.Open();
        await rig.BeAsync(ProviderMood.NeverReplies);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Stop);

        var sending = sender.SendAsync(Message(rig, "one"), stop.Token);
        await Wait.UntilAsync(async () => (await rig.ArrivedAsync()).Count == 1, "the provider to have the message");
        await stop.CancelAsync();

        AssertClean(rig, await sending.WaitAsync(TimeSpan.FromSeconds(30), Stop), SendOutcome.Uncertain);
    }

    private static async Task<SendResult> SendAsync(RemoteSenderRig rig)
    {
        await using var sender = rig.Open();
        return await sender.SendAsync(Message(rig, "one"), Stop);
    }

    private static void AssertClean(RemoteSenderRig rig, SendResult result, SendOutcome outcome)
    {
        AssertClean(result, outcome);
        Assert.DoesNotContain("XqZ93", result.ToString(), StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain(rig.Secret, result.ToString(), StringComparison.Ordinal);
    }
}
