using Ingestion.Channels;

namespace Channels.Tests.Contracts;

/// <summary>What a receiver that knows its provider by a signature must do besides.</summary>
public abstract class SignedReceiverContract : ReceiverContract
{
    /// <summary>How old a signature may be, and how far in the future; null where the provider signs no time.</summary>
    protected abstract TimeSpan? Tolerance { get; }

    /// <summary>The headers that carry the signature: without any of them a request is refused.</summary>
    protected abstract IReadOnlyList<string> SignatureHeaders { get; }

    /// <summary>As <see cref="ReceiverContract.Valid"/>, signed at another time (and arriving at <see cref="TestSetup.Now"/>).</summary>
    protected abstract SampleRequest SignedAt(DateTimeOffset time);

    /// <summary>As <see cref="ReceiverContract.Valid"/>, signed with the key of the channel <c>two</c>.</summary>
    protected abstract SampleRequest SignedForOtherChannel();

    [Fact]
    [Trait("Conformance", "C20")]
    public void Receive_SignatureMissing_401()
    {
        foreach (var header in SignatureHeaders)
        {
            AssertRefused(Valid("d1", "salam").WithHeader(header, null), 401);
            AssertRefused(Valid("d1", "salam").WithHeader(header, ""), 401);
        }
    }

    [Fact]
    [Trait("Conformance", "C20")]
    public void Receive_AnyByteOfTheBodyChanged_401()
    {
        var good = Valid("d1", "salam");
        for (var n = 0; n < good.Body.Length; n++)
        {
            var body = (byte[])good.Body.Clone();
            body[n] ^= 0x20;
            AssertRefused(good with { Body = body }, 401);
        }
    }

    [Fact]
    [Trait("Conformance", "C20")]
    public void Receive_OtherKeyAndAnOperatorVouchesForIt_Taken()
    {
        var forged = SignedForOtherChannel();
        AssertRefused(forged, 401);

        Assert.Single(Assert.IsType<WebhookVerdict.Take>((forged with { IsVouchedFor = true }).GivenTo(Receiver)).Messages);
        Assert.IsNotType<WebhookVerdict.Take>((forged with { IsVouchedFor = true, Body = [] }).GivenTo(Receiver));
    }

    [Fact]
    [Trait("Conformance", "C20")]
    public void Receive_BodyCutOrLonger_401()
    {
        var good = Valid("d1", "salam");

        AssertRefused(good with { Body = good.Body[..^1] }, 401);
        AssertRefused(good with { Body = [.. good.Body, (byte)' '] }, 401);
        AssertRefused(good with { Body = [] }, 401);
    }

    [Fact]
    [Trait("Conformance", "C21")]
    public void Receive_SignedTooLongAgoOrAhead_401()
    {
        if (Tolerance is not { } tolerance)
        {
            Assert.Equal(Taken(SignedAt(TestSetup.Now)).ExternalId, Taken(SignedAt(TestSetup.Now.AddDays(-9))).ExternalId);
            return;
        }

        Taken(SignedAt(TestSetup.Now - tolerance));
        Taken(SignedAt(TestSetup.Now + tolerance));
        AssertRefused(SignedAt(TestSetup.Now - tolerance - TimeSpan.FromSeconds(1)), 401);
        AssertRefused(SignedAt(TestSetup.Now + tolerance + TimeSpan.FromSeconds(1)), 401);
    }

    [Fact]
    [Trait("Conformance", "C22")]
    public void Receive_SignedForAnotherChannel_401() => AssertRefused(SignedForOtherChannel(), 401);

    [Fact]
    [Trait("Conformance", "C20")]
    public void Receive_UnsignedHeadersChanged_StillTheSameMessage()
    {
        var expected = Taken(Valid("d1", "salam"));

        var message = Taken(Valid("d1", "salam").WithHeader("X-Message-Id", "other").WithHeader("Host", "evil.example").WithHeader("Date", "now"));

        Assert.Equal(expected.ExternalId, message.ExternalId);
        Assert.Equal(expected.ArrivedAt, message.ArrivedAt);
        Assert.Equal(expected.Context, message.Context);
    }
}
