using System.Text;
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
    public void Stuff_Lines_OnlyCrlfAndDoubledDots(string message, string wire) =>
        Assert.Equal(wire, Encoding.ASCII.GetString(SmtpContent.Stuff(Encoding.ASCII.GetBytes(message))));

    [Fact]
    public void Stuff_AnyBytes_NeverEndsTheDataEarly()
    {
        var random = new Random(7);
        ReadOnlySpan<byte> alphabet = ".\r\nab"u8;
        for (var n = 0; n < 20_000; n++)
        {
            var message = random.GetItems(alphabet, random.Next(12));
            var wire = Encoding.ASCII.GetString(SmtpContent.Stuff(message));

            Assert.DoesNotContain("\r\n.\r\n", "\r\n" + wire, StringComparison.Ordinal);
            Assert.DoesNotContain('\r', wire.Replace("\r\n", "", StringComparison.Ordinal));
            Assert.DoesNotContain('\n', wire.Replace("\r\n", "", StringComparison.Ordinal));
        }
    }

    [Theory]
    [InlineData("a@b.example", true)]
    [InlineData("ş@b.example", true)]
    [InlineData("\"a b\"@b.example", true)]
    [InlineData("a@b.example>\r\nRCPT TO:<c@d.example", false)]
    [InlineData("a@b\r\n.example", false)]
    [InlineData("a@b.example\0", false)]
    [InlineData("a@@b.example", false)]
    [InlineData("a b@c.example", false)]
    [InlineData("\"a\r\n\"@b.example", false)]
    [InlineData("\"a\"b\"@c.example", false)]
    [InlineData("@b.example", false)]
    [InlineData("a@", false)]
    [InlineData("", false)]
    [InlineData("a@b.example SIZE=1", false)]
    [InlineData("a\u0085@b.example", false)]
    public void IsSafe_Addresses_NothingThatBreaksOut(string address, bool expected) => Assert.Equal(expected, SmtpAddress.IsSafe(address));

    [Theory]
    [InlineData(250, "2.0.0 Ok: queued as 4XyZ", "smtp-250-2.0.0", "4XyZ")]
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
