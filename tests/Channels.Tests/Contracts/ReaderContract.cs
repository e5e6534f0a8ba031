using System.Text;
using System.Text.Json;
using Ingestion.Channels;

namespace Channels.Tests.Contracts;

/// <summary>What every reader must do with what providers and customers send.</summary>
public abstract class ReaderContract
{
    protected abstract IMessageReader Reader { get; }

    /// <summary>Good raw messages of every shape that the reader knows, as the source or receiver offers them.</summary>
    protected abstract IReadOnlyList<OfferedMessage> Samples { get; }

    /// <summary>A good raw message in which the customer wrote exactly this.</summary>
    protected abstract OfferedMessage Saying(string text);

    /// <summary>No text of the read message is longer than this many characters.</summary>
    protected virtual int MaxText => 256 * 1024;

    [Fact]
    public void Read_GoodMessages_NothingToNote()
    {
        foreach (var sample in Samples)
        {
            var message = Reader.Read(Accepted(sample));
            Assert.Empty(message.Notes);
            Assert.NotEqual("", message.Text);
        }
    }

    [Theory]
    [InlineData("Kartım işləmir, pulum getdi.")]
    [InlineData("Şikâyetim var: çağrı merkezi yanıt vermiyor.")]
    [InlineData("کارت من کار نمی‌کند و پولم برنگشته است.")]
    [InlineData("The card does not work 😡")]
    public void Read_Text_ComesBackExactly(string text) => Assert.Equal(text, Reader.Read(Accepted(Saying(text))).Text.TrimEnd('\r', '\n'));

    [Fact]
    [Trait("Conformance", "C23")]
    public void Read_FuzzedBytes_NeverThrows()
    {
        var number = 0;
        var contexts = Samples.Select(sample => sample.Context).Distinct(StringComparer.Ordinal).ToArray();
        foreach (var raw in Fuzz.Cases([.. Samples.Select(sample => sample.Raw.ToArray())], 8000))
        {
            number++;
            try
            {
                AssertStorable(Reader.Read(Accepted(new OfferedMessage { ExternalId = "x", Raw = raw, Context = contexts[number % contexts.Length] })));
            }
            catch (Exception fault)
            {
                Assert.Fail($"FUZZ_SEED={Fuzz.Seed}, case {number}, raw {Convert.ToBase64String(raw)}: {fault}");
            }
        }
    }

    [Fact]
    [Trait("Conformance", "C23")]
    public void Read_EveryCut_NeverThrows()
    {
        foreach (var sample in Samples)
        {
            var step = Math.Max(1, sample.Raw.Length / 2000);
            for (var length = 0; length < sample.Raw.Length; length += step)
            {
                AssertStorable(Reader.Read(Accepted(sample with { Raw = sample.Raw[..length] })));
            }
        }
    }

    [Fact]
    [Trait("Conformance", "C23")]
    public void Read_StrangeContext_NeverThrows()
    {
        foreach (var context in new[] { null, "", ";", "=", "=;=", "oversize", "oversize=", "oversize=-1", "oversize=999999999999999999999", "language=\0", new string('x', 5000) })
        {
            AssertStorable(Reader.Read(Accepted(Samples[0] with { Context = context })));
        }
    }

    [Fact]
    public void Read_Twice_SameResult()
    {
        foreach (var sample in Samples)
        {
            Assert.Equal(Print(Reader.Read(Accepted(sample))), Print(Reader.Read(Accepted(sample))));
        }
    }

    [Fact]
    [Trait("Conformance", "C24")]
    public void Read_OtherCultures_SameResult()
    {
        foreach (var sample in Samples.Append(Saying("IĞDIR istanbul I i ı İ 12.345,6")))
        {
            var expected = InCulture.Run("", () => Print(Reader.Read(Accepted(sample))));
            foreach (var culture in InCulture.Names)
            {
                Assert.Equal(expected, InCulture.Run(culture, () => Print(Reader.Read(Accepted(sample)))));
            }
        }
    }

    [Fact]
    [Trait("Conformance", "C24")]
    public void Read_NulInTheText_RemovedOrReplaced()
    {
        var message = Reader.Read(Accepted(Saying("kart\0im işləmir")));

        AssertStorable(message);
        Assert.Contains("işləmir", message.Text, StringComparison.Ordinal);
    }

    [Fact]
    [Trait("Conformance", "C24")]
    public void Read_HugeText_CutToTheLimitWithoutHalfCharacters()
    {
        var message = Reader.Read(Accepted(Saying(string.Concat(Enumerable.Repeat("pis 😡 ", MaxText / 4)))));

        AssertStorable(message);
        Assert.NotEmpty(message.Notes);
        Assert.StartsWith("pis 😡 pis", message.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_FromManyThreads_SameResults()
    {
        var expected = Samples.Select(sample => Print(Reader.Read(Accepted(sample)))).ToArray();

        Parallel.For(0, 400, n => Assert.Equal(expected[n % expected.Length], Print(Reader.Read(Accepted(Samples[n % expected.Length])))));
    }

    private protected static AcceptedMessage Accepted(OfferedMessage offered) => new()
    {
        Id = 7,
        Channel = "one",
        ExternalId = offered.ExternalId,
        Raw = offered.Raw,
        AcceptedAt = TestSetup.Now,
        ArrivedAt = offered.ArrivedAt,
        Context = offered.Context,
    };

    /// <summary>Both databases take every text of it.</summary>
    private protected void AssertStorable(InboundMessage message)
    {
        string?[] texts =
        [
            message.Text, message.FullText, message.Subject, message.SenderName, message.ConversationId, message.MessageId, message.LanguageHint,
            message.Sender?.Value, message.ReplyTo?.Value, .. message.References, .. message.Notes,
            .. message.Attachments.Select(one => one.FileName), .. message.Attachments.Select(one => one.MediaType),
        ];
        foreach (var text in texts.OfType<string>())
        {
            Assert.True(text.Length <= MaxText, $"a text of {text.Length} characters");
            Assert.DoesNotContain('\0', text);
            Assert.Equal(text, Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text)));
        }

        Assert.All(new[] { message.Sender, message.ReplyTo }.OfType<ContactPoint>(), point => Assert.InRange(point.Value.Length, 1, 320));
        Assert.All(message.Notes, note => Assert.Matches("^[a-z0-9-]{1,60}$", note));
        Assert.All(message.MachineSigns, sign => Assert.Matches("^[a-z0-9-]{1,60}$", sign.Code));
        Assert.InRange(message.References.Count, 0, 50);
        Assert.True(message.Fingerprint is null or { Length: 32 }, "a fingerprint is a SHA-256");
    }

    private static string Print(InboundMessage message) => JsonSerializer.Serialize(message);
}
