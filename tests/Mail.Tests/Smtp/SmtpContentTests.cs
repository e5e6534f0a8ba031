using System.Text;
using System.Text.RegularExpressions;
using Ingestion.Mail.Smtp;
using Xunit;

namespace Mail.Tests.Smtp;

public sealed class SmtpContentTests
{
    [Theory]
    [InlineData("", "")]
    [InlineData("a", "a\r\n")]
    [InlineData("a\r\n.\r\nb", "a\r\n..\r\nb\r\n")]
    [InlineData(".\r\n", "..\r\n")]
    [InlineData("a\n.b\r.c\r\n", "a\r\n..b\r\n..c\r\n")]
    [InlineData("a\r\n\r\n..x\r\n", "a\r\n\r\n...x\r\n")]
    [InlineData("a\r\r\nb", "a\r\n\r\nb\r\n")]
    [InlineData("a\n.\nQUIT\n", "a\r\n..\r\nQUIT\r\n")]
    public void Of_Lines_OnlyCrlfAndDoubledDots(string message, string wire)
    {
        var content = SmtpContent.Of(Encoding.ASCII.GetBytes(message));

        Assert.Equal(wire + ".\r\n", Encoding.ASCII.GetString(content.Wire.Span));
        Assert.Equal(wire.Length - Regex.Count(wire, "^\\.", RegexOptions.Multiline | RegexOptions.NonBacktracking), content.Size);
    }

    [Theory]
    [InlineData("Subject: x\r\n\r\nş", true, false)]
    [InlineData("Subject: ş\r\n\r\nx", true, true)]
    [InlineData("Subject: ş\n\nx", true, true)]
    [InlineData("Subject: x\n\nş", true, false)]
    [InlineData("Subject: x\r\n\r\nx", false, false)]
    [InlineData("Subject: ş", true, true)]
    public void Of_BytesBeyondAscii_FoundWhereTheyAre(string message, bool anywhere, bool inHeader)
    {
        var content = SmtpContent.Of(Encoding.UTF8.GetBytes(message));

        Assert.Equal((anywhere, inHeader), (content.EightBit, content.EightBitHeader));
    }

    [Fact]
    public void Of_AnyBytes_NeverEndsTheDataEarly()
    {
        var random = new Random(7);
        ReadOnlySpan<byte> alphabet = ".\r\nab"u8;
        for (var n = 0; n < 20_000; n++)
        {
            var message = random.GetItems(alphabet, random.Next(12));
            var wire = Encoding.ASCII.GetString(SmtpContent.Of(message).Wire.Span[..^3]);

            Assert.DoesNotContain("\r\n.\r\n", "\r\n" + wire, StringComparison.Ordinal);
            Assert.DoesNotContain('\r', wire.Replace("\r\n", "", StringComparison.Ordinal));
            Assert.DoesNotContain('\n', wire.Replace("\r\n", "", StringComparison.Ordinal));
        }
    }

    [Theory]
    [InlineData("a@b.example", "a@b.example")]
    [InlineData("ş@b.example", "ş@b.example")]
    [InlineData("😀@b.example", "😀@b.example")]
    [InlineData("\"a b\"@b.example", "\"a b\"@b.example")]
    [InlineData("a@şikayət.example", "a@xn--ikayt-idb86o.example")]
    [InlineData("a@Şikayet.example", "a@xn--ikayet-vjb.example")]
    [InlineData("a@شکایت.example", "a@xn--mgbg2a24bvf.example")]
    [InlineData("a@b\u2024example.org", null)]
    [InlineData("a@b\uff20c.example", null)]
    [InlineData("a@b.example>\r\nRCPT TO:<c@d.example", null)]
    [InlineData("a@b\r\n.example", null)]
    [InlineData("a@b.example\0", null)]
    [InlineData("a\r\n@b.example", null)]
    [InlineData("a@@b.example", null)]
    [InlineData("a b@c.example", null)]
    [InlineData("\"a\r\n\"@b.example", null)]
    [InlineData("\"a\\\r\"@b.example", null)]
    [InlineData("\"a\"b\"@c.example", null)]
    [InlineData("@b.example", null)]
    [InlineData("a@", null)]
    [InlineData("", null)]
    [InlineData("a@b.example SIZE=1", null)]
    [InlineData("a\u0085@b.example", null)]
    [InlineData("a\u2028@b.example", null)]
    [InlineData("a\ud800@b.example", null)]
    [InlineData("a@b\u2028.example", null)]
    [InlineData("a@b\ud800.example", null)]
    [InlineData("ş234567890123456789012345678901234567890123456789012345678901234@b.example", null)]
    public void ForEnvelope_Addresses_NothingThatBreaksOut(string address, string? expected) =>
        Assert.Equal(expected, SmtpAddress.ForEnvelope(address));

    [Theory]
    [InlineData(250, "2.0.0 Ok: queued as 4XyZ", "smtp-250-2.0.0", "4XyZ")]
    [InlineData(250, "OK id=1xUvnB-0007uh-1r", "smtp-250", "1xUvnB-0007uh-1r")]
    [InlineData(250, "OK id=\u0001", "smtp-250", null)]
    [InlineData(550, "5.1.1 <a@b>: no such user", "smtp-550-5.1.1", null)]
    [InlineData(550, "4.1.1 confused", "smtp-550", null)]
    [InlineData(451, "try later", "smtp-451", null)]
    [InlineData(550, "5.1.1.1 x", "smtp-550", null)]
    public void Reply_Text_ReasonAndQueueId(int code, string text, string reason, string? queueId)
    {
        var reply = new SmtpReply(code, [text]);

        Assert.Equal((reason, queueId), (reply.Reason, reply.QueueId));
    }
}
