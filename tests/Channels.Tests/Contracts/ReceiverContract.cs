using Ingestion.Channels;

namespace Channels.Tests.Contracts;

/// <summary>What every webhook receiver must do. Those that check signatures subclass <see cref="SignedReceiverContract"/>.</summary>
public abstract class ReceiverContract
{
    /// <summary>The receiver of the channel <c>one</c>.</summary>
    protected abstract IWebhookReceiver Receiver { get; }

    /// <summary>A good request with one message, as the provider (or browser) sends it at <see cref="TestSetup.Now"/>.</summary>
    /// <param name="delivery">The provider's id of it, or what the id is made from: letters and digits.</param>
    /// <param name="text">What the customer wrote.</param>
    protected abstract SampleRequest Valid(string delivery, string text);

    /// <summary>The same provider with another body (signed again where bodies are signed).</summary>
    protected abstract SampleRequest WithBody(SampleRequest request, byte[] body);

    /// <summary>A good body with fields that nobody has heard of, as <see cref="Valid"/> makes it otherwise.</summary>
    protected abstract byte[] AddUnknownFields(byte[] body);

    /// <summary>Bodies that are not well-formed at all: refused with 400, 415 or 422, never taken.</summary>
    protected abstract IReadOnlyList<byte[]> Broken { get; }

    [Fact]
    public void Limits_Declared_AreSensible()
    {
        Assert.InRange(Receiver.MaxBytes, 1024, 32 * 1024 * 1024);
        Assert.NotEmpty(Receiver.MediaTypes);
        Assert.All(Receiver.MediaTypes, type => Assert.Matches("^[a-z0-9]+/[a-z0-9.+-]+$", type));
    }

    [Fact]
    [Trait("Conformance", "C01")]
    public void Receive_ValidRequest_TakenWithItsBytesAndId()
    {
        var request = Valid("d1", "Kartım işləmir");

        var message = Taken(request);

        Assert.Equal(request.Body, message.Raw.ToArray());
        Assert.InRange(message.ExternalId.Length, 1, 500);
        Assert.DoesNotContain('\0', message.ExternalId);
    }

    [Fact]
    [Trait("Conformance", "C01")]
    public void Receive_SameDeliveryLater_SameExternalId()
    {
        var first = Taken(Valid("d1", "Kartım işləmir"));
        var again = Taken(Valid("d1", "Kartım işləmir") with { ReceivedAt = TestSetup.Now.AddSeconds(40) });

        Assert.Equal(first.ExternalId, again.ExternalId);
        Assert.Equal(first.Raw.ToArray(), again.Raw.ToArray());
    }

    [Fact]
    [Trait("Conformance", "C02")]
    public void Receive_EqualTextInTwoDeliveries_TwoExternalIds() =>
        Assert.NotEqual(Taken(Valid("d1", "tamam")).ExternalId, Taken(Valid("d2", "tamam")).ExternalId);

    [Fact]
    public void Receive_BufferReusedAfterwards_RawStays()
    {
        var request = Valid("d1", "Kartım işləmir");
        var expected = (byte[])request.Body.Clone();

        var message = Taken(request);
        Array.Clear(request.Body);

        Assert.Equal(expected, message.Raw.ToArray());
    }

    [Fact]
    [Trait("Conformance", "C19")]
    public void Receive_UnknownFields_Taken()
    {
        var request = Valid("d1", "salam");

        Taken(WithBody(request, AddUnknownFields(request.Body)));
    }

    [Fact]
    [Trait("Conformance", "C23")]
    public void Receive_BrokenBody_RefusedAsBad()
    {
        Assert.NotEmpty(Broken);
        foreach (var body in Broken)
        {
            var refused = Assert.IsType<WebhookVerdict.Refuse>(WithBody(Valid("d1", "salam"), body).GivenTo(Receiver));
            Assert.Contains(refused.Status, new[] { 400, 415, 422 });
            Assert.Matches("^[a-z0-9-]{1,60}$", refused.Reason);
        }
    }

    [Fact]
    [Trait("Conformance", "C23")]
    public void Receive_FuzzedBodies_NeverThrow()
    {
        var good = Valid("d1", "Kartım işləmir, \"çox\" pis \\ vəziyyət");
        var samples = new List<byte[]> { good.Body, AddUnknownFields(good.Body) };
        var number = 0;
        foreach (var body in Fuzz.Cases(samples, 4000))
        {
            number++;
            try
            {
                Judge(WithBody(good, body));
            }
            catch (Exception fault)
            {
                Assert.Fail($"FUZZ_SEED={Fuzz.Seed}, case {number}, body {Convert.ToBase64String(body)}: {fault}");
            }
        }
    }

    [Fact]
    [Trait("Conformance", "C23")]
    public void Receive_FuzzedHeadersAndQuery_NeverThrow()
    {
        var random = new Random(Fuzz.Seed);
        var good = Valid("d1", "salam");
        for (var number = 0; number < 4000; number++)
        {
            var name = good.Headers.Keys.ElementAt(random.Next(good.Headers.Count));
            var value = Scrambled(random, good.Headers[name]);
            try
            {
                Judge(good.WithHeader(name, value) with { Query = new Dictionary<string, string> { ["lang"] = value, ["v"] = value } });
            }
            catch (Exception fault)
            {
                Assert.Fail($"FUZZ_SEED={Fuzz.Seed}, case {number}, {name}: {value}: {fault}");
            }
        }
    }

    [Fact]
    [Trait("Conformance", "C24")]
    public void Receive_OtherCultures_SameVerdict()
    {
        var expected = Taken(Valid("ID1", "IĞDIR iki"));
        foreach (var culture in InCulture.Names)
        {
            var message = InCulture.Run(culture, () => Taken(Valid("ID1", "IĞDIR iki")));
            Assert.Equal(expected.ExternalId, message.ExternalId);
            Assert.Equal(expected.ArrivedAt, message.ArrivedAt);
            Assert.Equal(expected.Context, message.Context);
        }
    }

    [Fact]
    public void Receive_ManyAtOnce_EachGetsItsOwn()
    {
        var taken = new string[400];
        Parallel.For(0, taken.Length, n => taken[n] = Taken(Valid($"d{n}", $"text {n}")).ExternalId);

        for (var n = 0; n < taken.Length; n++)
        {
            Assert.Equal(Taken(Valid($"d{n}", $"text {n}")).ExternalId, taken[n]);
        }
    }

    private protected OfferedMessage Taken(SampleRequest request) =>
        Assert.Single(Assert.IsType<WebhookVerdict.Take>(request.GivenTo(Receiver)).Messages);

    private protected void AssertRefused(SampleRequest request, int status) =>
        Assert.Equal(status, Assert.IsType<WebhookVerdict.Refuse>(request.GivenTo(Receiver)).Status);

    /// <summary>Any verdict will do, as long as the host could carry it out.</summary>
    private void Judge(SampleRequest request)
    {
        switch (request.GivenTo(Receiver))
        {
            case WebhookVerdict.Take take:
                Assert.All(take.Messages, message => Assert.InRange(message.ExternalId.Length, 1, 500));
                Assert.All(take.Messages, message => Assert.DoesNotContain(message.ExternalId, char.IsControl));
                take.Reply?.Invoke(new TakenMessage(false, "123456789012"));
                break;
            case WebhookVerdict.Refuse refuse:
                Assert.Contains(refuse.Status, new[] { 400, 401, 403, 409, 413, 415, 422 });
                break;
            case WebhookVerdict.Answer answer:
                Assert.InRange(answer.Reply.Status, 200, 299);
                break;
        }
    }

    private static string Scrambled(Random random, string value)
    {
        var letters = value.ToCharArray();
        for (var n = random.Next(1, 5); n > 0 && letters.Length > 0; n--)
        {
            letters[random.Next(letters.Length)] = (char)random.Next(1, random.Next(2) == 0 ? 128 : 0xffff);
        }

        return random.Next(3) switch
        {
            0 => new string(letters),
            1 => value[..random.Next(value.Length + 1)],
            _ => string.Concat(value, new string(letters), value),
        };
    }
}
