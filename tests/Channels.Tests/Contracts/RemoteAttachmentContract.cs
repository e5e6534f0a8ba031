using Ingestion.Channels;

namespace Channels.Tests.Contracts;

/// <summary>What a source must do whose attachments lie at a provider.</summary>
public abstract class RemoteAttachmentContract : AttachmentContract
{
    protected abstract Task<RemoteAttachmentRig> StartRemoteAsync();

    protected sealed override async Task<AttachmentRig> StartAsync() => await StartRemoteAsync();

    [Fact]
    [Trait("Conformance", "C28")]
    public async Task Fetch_GoneAtTheProvider_IsAResult()
    {
        await using var rig = await StartRemoteAsync();
        var message = await rig.AddAsync(Content(1000));
        var key = Key(Assert.Single(rig.Reader.Read(message).Attachments));
        await rig.RemoveAsync(message);
        var sink = new AttachmentSink();

        Assert.Equal("gone", (await rig.Attachments.FetchAsync(message, key, sink, Stop)).WithheldBecause);
        Assert.Empty(sink.Bytes);
    }

    [Fact]
    [Trait("Conformance", "C29")]
    public async Task Fetch_ProviderDown_IsTemporaryAndTheSameSourceRecovers()
    {
        await using var rig = await StartRemoteAsync();
        var content = Content(1000);
        var message = await rig.AddAsync(content);
        var key = Key(Assert.Single(rig.Reader.Read(message).Attachments));
        await rig.GoDownAsync();

        var fault = await Assert.ThrowsAnyAsync<Exception>(() => rig.Attachments.FetchAsync(message, key, new AttachmentSink(), Stop));

        Assert.True(fault is ChannelFaultException or IOException or HttpRequestException, fault.GetType().Name);
        Assert.DoesNotContain(rig.Secret, fault.ToString(), StringComparison.Ordinal);
        await rig.HealAsync();
        var sink = new AttachmentSink();
        Assert.Null((await rig.Attachments.FetchAsync(message, key, sink, Stop)).WithheldBecause);
        Assert.Equal(content, sink.Bytes);
    }

    /// <summary>Whoever forges a message chooses its URLs: what we are trusted with must not go there.</summary>
    [Fact]
    [Trait("Conformance", "C32")]
    public async Task Fetch_UrlOfAStranger_GetsNoCredentials()
    {
        await using var rig = await StartRemoteAsync();

        // Nothing listens at port 1.
        var stranger = new Uri("http://127.0.0.1:1/media");
        if (rig.Forged(stranger) is not { } message)
        {
            return;
        }

        foreach (var summary in rig.Reader.Read(message).Attachments.Where(summary => summary.Key is not null))
        {
            await WithheldAsync(rig, message, summary.Key!, new AttachmentSink());
        }

        Assert.All(rig.Media.Asked.Where(request => request.Authorization is not null), request =>
        {
            Assert.NotEmpty(request.CredentialHosts);
            Assert.DoesNotContain(request.CredentialHosts, host => host is "127.0.0.1" or "*" or "*." || host.StartsWith("*.", StringComparison.Ordinal) && host.Count(one => one == '.') < 2);
        });
        Assert.All(rig.Media.Asked, request => Assert.DoesNotContain(rig.Secret, request.Url.ToString(), StringComparison.Ordinal));
    }
}
