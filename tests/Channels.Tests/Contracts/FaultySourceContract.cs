using Ingestion.Channels;

namespace Channels.Tests.Contracts;

/// <summary>What a source over a network must do besides, when its provider misbehaves.</summary>
public abstract class FaultySourceContract : SourceContract
{
    /// <summary>A fresh and empty account.</summary>
    protected abstract Task<FaultySourceRig> StartFaultyAsync();

    protected sealed override async Task<SourceRig> StartAsync() => await StartFaultyAsync();

    [Fact]
    [Trait("Conformance", "C09")]
    [Trait("Conformance", "C10")]
    public async Task Fetch_OneUnreadable_HoleRecordedNewerFlowAndHealedLater()
    {
        await using var rig = await StartFaultyAsync();
        await AddAsync(rig, "alpha", "bravo", "charlie");
        await rig.MakeUnreadableAsync("bravo");

        await using var source = rig.Open();
        var page = await source.FetchAsync(null, 100, Stop);

        AssertMarkers(page.Messages, "alpha", "charlie");
        var hole = Assert.Single(page.Holes);
        Assert.Matches("^[a-z0-9-]{1,60}$", hole.Reason);
        await rig.AddAsync("delta");
        var next = await source.FetchAsync(page.Cursor, 100, Stop);
        AssertMarkers(NotIn(next.Messages, page.Messages), "delta");
        Assert.Empty(next.Holes);

        var still = await source.FetchAgainAsync([hole.ExternalId], Stop);
        Assert.Equal([hole.ExternalId], still.Holes.Select(one => one.ExternalId));
        Assert.Empty(still.Messages);

        await rig.HealAsync();
        var healed = await source.FetchAgainAsync([hole.ExternalId], Stop);
        AssertMarkers(healed.Messages, "bravo");
        Assert.Equal(hole.ExternalId, healed.Messages[0].ExternalId);
    }

    [Fact]
    [Trait("Conformance", "C11")]
    public async Task FetchAgain_HoleRemoved_IsGone()
    {
        await using var rig = await StartFaultyAsync();
        await AddAsync(rig, "alpha", "bravo");
        await rig.MakeUnreadableAsync("alpha");
        await using var source = rig.Open();
        var hole = Assert.Single((await source.FetchAsync(null, 100, Stop)).Holes);
        await rig.HealAsync();
        await rig.RemoveAsync("alpha");

        var again = await source.FetchAgainAsync([hole.ExternalId], Stop);

        Assert.Equal([hole.ExternalId], again.Gone);
        Assert.Empty(again.Holes);
        Assert.Empty(again.Messages);
    }

    [Fact]
    [Trait("Conformance", "C12")]
    public async Task Fetch_BytesCutShort_NeverOffersATruncatedMessage()
    {
        await using var rig = await StartFaultyAsync();
        await AddAsync(rig, "alpha", "bravo");
        var whole = (await ReadAsync(rig, null)).Messages;
        await rig.CutShortAsync("alpha");

        foreach (var message in await OfferedAsync(rig))
        {
            var original = Assert.Single(whole, one => string.Equals(one.ExternalId, message.ExternalId, StringComparison.Ordinal));
            Assert.Equal(original.Raw.ToArray(), message.Raw.ToArray());
        }

        await rig.HealAsync();
        Assert.Equal(Bytes(whole), Bytes((await ReadAsync(rig, null)).Messages));
    }

    [Fact]
    [Trait("Conformance", "C13")]
    public async Task Fetch_LoginRefused_PermanentFaultWithoutTheSecret()
    {
        await using var rig = await StartFaultyAsync();
        await rig.AddAsync("alpha");
        await rig.RefuseLoginAsync();

        await using (var source = rig.Open())
        {
            var fault = await Assert.ThrowsAsync<ChannelFaultException>(() => source.FetchAsync(null, 10, Stop));
            Assert.True(fault.Permanent);
            Assert.DoesNotContain(rig.Secret, fault.ToString(), StringComparison.Ordinal);
            Assert.Matches("^[a-z0-9-]{1,60}$", fault.Code);
        }

        await rig.HealAsync();
        AssertMarkers((await ReadAsync(rig, null)).Messages, "alpha");
    }

    [Fact]
    [Trait("Conformance", "C14")]
    public async Task Fetch_ProviderDown_TemporaryFaultAndTheSameSourceRecovers()
    {
        await using var rig = await StartFaultyAsync();
        await AddAsync(rig, "alpha", "bravo");
        await using var source = rig.Open();
        var first = await source.FetchAsync(null, 1, Stop);
        await rig.GoDownAsync();

        // What a source had asked for ahead may have come before: then the call after it fails.
        var page = first;
        var ahead = new List<OfferedMessage>();
        var fault = await Record.ExceptionAsync(() => FetchNextAsync()) ?? await Assert.ThrowsAnyAsync<Exception>(() => FetchNextAsync());
        Assert.False(fault is OperationCanceledException, "a dead provider is no cancellation");
        Assert.False(fault is ChannelFaultException { Permanent: true }, "a dead provider is a temporary fault");
        Assert.DoesNotContain(rig.Secret, fault.ToString(), StringComparison.Ordinal);

        await rig.HealAsync();
        AssertMarkers([.. ahead, .. NotIn(await AllAsync(source, page.Cursor), [.. first.Messages, .. ahead])], "bravo");

        async Task FetchNextAsync()
        {
            page = await source.FetchAsync(page.Cursor, 10, Stop);
            ahead.AddRange(page.Messages);
        }
    }

    /// <summary>What comes while bytes are cut; a fetch may also fail as a whole.</summary>
    private static async Task<IReadOnlyList<OfferedMessage>> OfferedAsync(SourceRig rig)
    {
        try
        {
            return (await ReadAsync(rig, null)).Messages;
        }
        catch (Exception fault) when (fault is not (OperationCanceledException or Xunit.Sdk.XunitException))
        {
            return [];
        }
    }
}
