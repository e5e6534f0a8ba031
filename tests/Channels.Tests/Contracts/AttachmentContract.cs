using Ingestion.Channels;

namespace Channels.Tests.Contracts;

/// <summary>What every source of attachments must do.</summary>
public abstract class AttachmentContract
{
    protected static CancellationToken Stop => TestContext.Current.CancellationToken;

    protected abstract Task<AttachmentRig> StartAsync();

    [Theory]
    [Trait("Conformance", "C26")]
    [InlineData(1)]
    [InlineData(1000)]
    [InlineData(1_000_003)]
    public async Task Fetch_Attachment_HasTheBytesThatWereSent(int size)
    {
        await using var rig = await StartAsync();
        var content = Content(size);
        var message = await rig.AddAsync(content);
        var summary = Assert.Single(rig.Reader.Read(message).Attachments);

        for (var time = 0; time < 2; time++)
        {
            var sink = new AttachmentSink();
            Assert.Null((await rig.Attachments.FetchAsync(message, Key(summary), sink, Stop)).WithheldBecause);
            Assert.True(content.AsSpan().SequenceEqual(sink.Bytes), "the bytes are others");
        }
    }

    [Theory]
    [Trait("Conformance", "C27")]
    [InlineData("")]
    [InlineData("7")]
    [InlineData("-1")]
    [InlineData("99999999999999999999")]
    [InlineData("../../../../etc/passwd")]
    [InlineData("file:///etc/passwd")]
    [InlineData("http://127.0.0.1:1/none")]
    [InlineData("a\0b\r\nX-Injected: 1")]
    [InlineData("%00%0d%0a")]
    [InlineData("{\"a\":")]
    public async Task Fetch_UnknownOrHostileKey_GivesNothing(string key)
    {
        await using var rig = await StartAsync();
        var message = await rig.AddAsync(Content(10));
        var sink = new AttachmentSink();

        Assert.NotNull(await WithheldAsync(rig, message, key, sink));
        Assert.Empty(sink.Bytes);
    }

    [Fact]
    [Trait("Conformance", "C27")]
    public async Task Fetch_EndlessKeyAndBrokenMessage_GivesNothing()
    {
        await using var rig = await StartAsync();
        var message = await rig.AddAsync(Content(10));
        var key = Key(Assert.Single(rig.Reader.Read(message).Attachments));

        Assert.NotNull(await WithheldAsync(rig, message, new string('x', 4000), new AttachmentSink()));
        foreach (var raw in Fuzz.Cases([message.Raw.ToArray()], 50))
        {
            // Whatever it makes of it: no exception but those of the contract.
            await WithheldAsync(rig, message with { Raw = raw }, key, new AttachmentSink());
        }
    }

    [Fact]
    [Trait("Conformance", "C30")]
    public async Task Fetch_MoreThanTheDestinationTakes_EndsThere()
    {
        await using var rig = await StartAsync();
        var message = await rig.AddAsync(Content(1_000_000));
        var sink = new AttachmentSink(limit: 100_000);

        await WithheldAsync(rig, message, Key(Assert.Single(rig.Reader.Read(message).Attachments)), sink);

        Assert.True(sink.IsFull);
        Assert.Equal(0, sink.Overruns);
    }

    [Fact]
    [Trait("Conformance", "C31")]
    public async Task Fetch_Cancelled_SaysSo()
    {
        await using var rig = await StartAsync();
        var message = await rig.AddAsync(Content(1000));
        var key = Key(Assert.Single(rig.Reader.Read(message).Attachments));

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => rig.Attachments.FetchAsync(message, key, new AttachmentSink(), new CancellationToken(canceled: true)));
    }

    private protected static byte[] Content(int size)
    {
        var content = new byte[size];
        new Random(size).NextBytes(content);
        return content;
    }

    private protected static string Key(AttachmentSummary summary)
    {
        Assert.NotNull(summary.Key);
        Assert.InRange(summary.Key.Length, 1, 4000);
        return summary.Key;
    }

    /// <summary>Why it was not given; null when it was. Faults are those of the contract.</summary>
    private protected static async Task<string?> WithheldAsync(AttachmentRig rig, AcceptedMessage message, string key, AttachmentSink sink)
    {
        try
        {
            var reason = (await rig.Attachments.FetchAsync(message, key, sink, Stop)).WithheldBecause;
            Assert.Matches("^[a-z0-9-]{1,60}$", reason ?? "kept");
            return reason;
        }
        catch (Exception fault) when (fault is ChannelFaultException or IOException or HttpRequestException)
        {
            return fault.Message;
        }
    }
}
