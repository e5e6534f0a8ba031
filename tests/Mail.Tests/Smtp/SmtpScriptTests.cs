using System.Text;
using Ingestion.Mail.Smtp;
using Ingestion.Mail.Transport;
using TestSupport;
using Xunit;

namespace Mail.Tests.Smtp;

/// <summary>Replies that no real server gives on request.</summary>
public sealed class SmtpScriptTests
{
    private static readonly byte[] Mail = "Subject: x\r\n\r\nbody\r\n"u8.ToArray();

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("250 2.0.0 ok", SmtpOutcome.Sent, "smtp-250-2.0.0", false)]
    [InlineData("421 4.3.2 closing", SmtpOutcome.Later, "smtp-421-4.3.2", false)]
    [InlineData("452 4.3.1 disk full", SmtpOutcome.Later, "smtp-452-4.3.1", false)]
    [InlineData("552 5.3.4 too big", SmtpOutcome.Refused, "smtp-552-5.3.4", false)]
    [InlineData("550 5.7.1 policy", SmtpOutcome.Refused, "smtp-550-5.7.1", true)]
    [InlineData("554-no\r\n554 5.6.0 content", SmtpOutcome.Refused, "smtp-554-5.6.0", false)]
    [InlineData("535 5.7.139 expired", SmtpOutcome.Later, "smtp-535-5.7.139", true)]
    [InlineData("what?", SmtpOutcome.Uncertain, "protocol-after-data", false)]
    [InlineData(null, SmtpOutcome.Uncertain, "connection-lost-after-data", false)]
    public async Task Send_ReplyToTheFinalDot_ByItsClass(string? reply, SmtpOutcome outcome, string reason, bool fault)
    {
        await using var server = Server("PIPELINING", async session =>
        {
            await session.HearUntilAsync("DATA");
            await session.SayAsync("250 ok\r\n250 ok\r\n354 go\r\n");
            await session.HearUntilAsync(".");
            await session.SayAsync(reply is null ? "" : reply + "\r\n");
        });

        var result = await SendAsync(server);

        Assert.Equal((outcome, reason, fault), (result.Outcome, result.Reason, result.AccountFault));
    }

    [Theory]
    [InlineData("550 5.7.60 not you", SmtpOutcome.Later, "smtp-550-5.7.60", true, true)]
    [InlineData("501 no null sender", SmtpOutcome.Later, "smtp-501", true, true)]
    [InlineData("530 5.7.0 login first", SmtpOutcome.Later, "smtp-530-5.7.0", true, true)]
    [InlineData("552 5.3.4 too big", SmtpOutcome.Refused, "smtp-552-5.3.4", false, false)]
    [InlineData("451 4.7.1 grey", SmtpOutcome.Later, "smtp-451-4.7.1", false, false)]
    public async Task Send_SenderNotTaken_OtherRepliesReadToo(string reply, SmtpOutcome outcome, string reason, bool fault, bool sender)
    {
        await using var server = Server("PIPELINING", async session =>
        {
            await session.HearUntilAsync("DATA");
            await session.SayAsync($"{reply}\r\n503 5.5.1 no\r\n503 5.5.1 no\r\n");
            await session.StallAsync();
        });

        var result = await SendAsync(server);

        Assert.Equal((outcome, reason, fault, sender), (result.Outcome, result.Reason, result.AccountFault, result.SenderRefused));
    }

    [Fact]
    public async Task Send_RecipientRefusedButDataTaken_EndsTheEmptyMessageAndIsRefused()
    {
        await using var server = Server("PIPELINING", async session =>
        {
            await session.HearUntilAsync("DATA");
            await session.SayAsync("250 ok\r\n550 5.1.1 no\r\n354 go\r\n");
            await session.HearUntilAsync(".");
            await session.SayAsync("554 no recipients\r\n");
            await session.StallAsync();
        });

        var result = await SendAsync(server);

        Assert.Equal((SmtpOutcome.Refused, "smtp-550-5.1.1"), (result.Outcome, result.Reason));
        Assert.DoesNotContain("body", server.Heard);
    }

    [Theory]
    [InlineData("PIPELINING")]
    [InlineData("HELP")]
    public async Task Send_AfterARefusal_ResetComesWithTheNextMessage(string offer)
    {
        await using var server = Server(offer, async session =>
        {
            while (await session.HearAsync() is var line && line != "QUIT")
            {
                var reply = line.StartsWith("RCPT TO:<bad", StringComparison.Ordinal) ? "550 5.1.1 no"
                    : line == "DATA" ? "354 go"
                    : "250 ok";
                await session.SayAsync(reply + "\r\n");
                if (line == "DATA")
                {
                    await session.HearUntilAsync(".");
                    await session.SayAsync("250 ok\r\n");
                }
            }
        });
        await using var client = new SmtpClient(
            new() { Host = "127.0.0.1", Port = server.Port, Security = MailSecurity.None, Timeout = TimeSpan.FromMinutes(1) }, null);

        Assert.Equal(SmtpOutcome.Sent, (await client.SendAsync(new("", "a@kunde.example"), Mail, Stop)).Outcome);
        Assert.Equal("smtp-550-5.1.1", (await client.SendAsync(new("", "bad@kunde.example"), Mail, Stop)).Reason);
        Assert.DoesNotContain("RSET", server.Heard);
        Assert.Equal(SmtpOutcome.Sent, (await client.SendAsync(new("", "b@kunde.example"), Mail, Stop)).Outcome);
        Assert.Equal(SmtpOutcome.Sent, (await client.SendAsync(new("", "c@kunde.example"), Mail, Stop)).Outcome);

        Assert.Single(server.Heard, line => line == "RSET");
        Assert.Equal(server.Heard.IndexOf("RSET"), server.Heard.IndexOf("RCPT TO:<b@kunde.example>") - 2);
        Assert.Single(server.Heard, line => line.StartsWith("EHLO", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("DSN", "bounces@b.example", SmtpNotice.Never, "MAIL FROM:<bounces@b.example>", "RCPT TO:<a@kunde.example> NOTIFY=NEVER")]
    [InlineData("DSN", "bounces@b.example", SmtpNotice.Failure, "MAIL FROM:<bounces@b.example> RET=HDRS", "RCPT TO:<a@kunde.example> NOTIFY=FAILURE")]
    [InlineData("DSN", "bounces@b.example", SmtpNotice.Unsaid, "MAIL FROM:<bounces@b.example>", "RCPT TO:<a@kunde.example>")]
    [InlineData("DSN", "", SmtpNotice.Never, "MAIL FROM:<>", "RCPT TO:<a@kunde.example>")]
    [InlineData("HELP", "bounces@b.example", SmtpNotice.Failure, "MAIL FROM:<bounces@b.example>", "RCPT TO:<a@kunde.example>")]
    public async Task Send_Notice_AskedForWhereItIsOffered(string offer, string sender, SmtpNotice notice, string mail, string recipient)
    {
        await using var server = Server("PIPELINING\r\n250-" + offer, async session =>
        {
            await session.HearUntilAsync("DATA");
            await session.SayAsync("450 enough\r\n503 no\r\n503 no\r\n");
            await session.StallAsync();
        });
        await using var client = new SmtpClient(
            new() { Host = "127.0.0.1", Port = server.Port, Security = MailSecurity.None, Timeout = TimeSpan.FromMinutes(1) }, null);

        await client.SendAsync(new(sender, "a@kunde.example") { Notice = notice }, Mail, Stop);

        Assert.Equal([mail, recipient], server.Heard[1..3]);
    }

    [Fact]
    public async Task Send_InternationalDomain_AsciiAndNoSmtpUtf8()
    {
        await using var server = Server("PIPELINING", async session =>
        {
            await session.HearUntilAsync("DATA");
            await session.SayAsync("450 enough\r\n503 no\r\n503 no\r\n");
            await session.StallAsync();
        });

        await SendAsync(server, "a@şikayət.example");

        Assert.Equal(["MAIL FROM:<>", "RCPT TO:<a@xn--ikayt-idb86o.example>"], server.Heard[1..3]);
    }

    [Fact]
    public async Task Send_RepliesAheadOfTls_RefusedBeforeAnySecret()
    {
        await using var server = Server("STARTTLS\r\n250-AUTH PLAIN", async session =>
        {
            await session.HearAsync();
            await session.SayAsync("220 go\r\n250-script\r\n250 AUTH PLAIN\r\n");
            await session.StallAsync();
        });

        var result = await SendAsync(server, security: MailSecurity.StartTls, credentials: new("user", "secret"));

        Assert.Equal(SmtpOutcome.Later, result.Outcome);
        Assert.Contains(result.Reason, new[] { MailFault.TlsInjected, MailFault.TlsFailed });
        Assert.Equal("STARTTLS", server.Heard[1]);
        Assert.DoesNotContain(server.Heard, line => line.Contains("AUTH", StringComparison.Ordinal) || line.Contains("EHLO", StringComparison.Ordinal) && line != server.Heard[0]);
    }

    [Theory]
    [InlineData("454 4.7.0 TLS not available")]
    [InlineData("502 what")]
    public async Task Send_StartTlsOfferedAndRefused_RefusedBeforeAnySecret(string reply)
    {
        await using var server = Server("STARTTLS\r\n250-AUTH PLAIN", async session =>
        {
            await session.HearAsync();
            await session.SayAsync(reply + "\r\n");
            await session.StallAsync();
        });

        var result = await SendAsync(server, security: MailSecurity.StartTls, credentials: new("user", "secret"));

        Assert.Equal((SmtpOutcome.Later, MailFault.TlsNotOffered), (result.Outcome, result.Reason));
        Assert.Equal(2, server.Heard.Count(line => line != "QUIT"));
    }

    [Fact]
    public async Task Send_NoPipelining_OneCommandAtATime()
    {
        await using var server = Server("SIZE 1000", async session =>
        {
            foreach (var reply in new[] { "250 ok", "251 ok", "354 go" })
            {
                await session.HearAsync();
                await session.SayAsync(reply + "\r\n");
            }

            await session.HearUntilAsync(".");
            await session.SayAsync("250 ok\r\n");
        });

        Assert.Equal(SmtpOutcome.Sent, (await SendAsync(server)).Outcome);
        Assert.Equal("MAIL FROM:<> SIZE=20", server.Heard[1]);
    }

    [Theory]
    [InlineData("SIZE 10", "a@b.example", "x", "message-too-large")]
    [InlineData("8BITMIME", "ş@b.example", "x", "smtputf8-not-offered")]
    [InlineData("PIPELINING", "a@b.example", "ş", "8bitmime-not-offered")]
    [InlineData("PIPELINING", "a@b.example>\r\nRCPT TO:<victim@c.example", "x", "address-invalid")]
    public async Task Send_WhatTheServerCannotTake_RefusedHere(string offer, string to, string body, string reason)
    {
        await using var server = Server(offer, session => session.StallAsync());

        var result = await SendAsync(server, to, Encoding.UTF8.GetBytes($"Subject: x\r\n\r\n{body}\r\n"));

        Assert.Equal((SmtpOutcome.Refused, reason), (result.Outcome, result.Reason));
        Assert.DoesNotContain(server.Heard, line => line.StartsWith("MAIL", StringComparison.Ordinal) || line.StartsWith("RCPT", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Send_EightBitAndUtf8Address_ParametersSaySo()
    {
        await using var server = Server("8BITMIME\r\n250-SMTPUTF8", async session =>
        {
            await session.HearAsync();
            await session.SayAsync("450 enough\r\n");
            await session.StallAsync();
        });

        await SendAsync(server, "ş@b.example", "Subject: x\r\n\r\nş\r\n"u8.ToArray());

        Assert.Equal("MAIL FROM:<> BODY=8BITMIME SMTPUTF8", server.Heard[1]);
    }

    [Fact]
    public async Task Send_StartTlsStripped_RefusedBeforeAnySecret()
    {
        await using var server = Server("AUTH PLAIN", session => session.StallAsync());

        var result = await SendAsync(server, security: MailSecurity.StartTls, credentials: new("user", "secret"));

        Assert.Equal((SmtpOutcome.Later, MailFault.TlsNotOffered, true), (result.Outcome, result.Reason, result.AccountFault));
        Assert.Single(server.Heard);
    }

    [Theory]
    [InlineData("250 ok\r\n250 ok\r\n250 ok\r\n", SmtpOutcome.Later)]
    [InlineData("250 ok\r\n250 ok\r\n250 ok\r\n354 go\r\n", SmtpOutcome.Later)]
    [InlineData("250 ok\r\n250 ok\r\n354 go\r\n250 taken, whatever it will be\r\n", SmtpOutcome.Later)]
    [InlineData("250 ok\r\n250 ok\r\n354 go\r\n", SmtpOutcome.Sent, "250 taken\r\n250 and what?\r\n")]
    public async Task Send_RepliesOutOfStep_ConnectionNotUsedAgain(string replies, SmtpOutcome outcome, string? last = null)
    {
        await using var server = Server("PIPELINING", async session =>
        {
            await session.HearUntilAsync("DATA");
            await session.SayAsync(replies);
            if (last is not null)
            {
                await session.HearUntilAsync(".");
                await session.SayAsync(last);
            }

            await session.StallAsync();
        });
        await using var client = new SmtpClient(
            new() { Host = "127.0.0.1", Port = server.Port, Security = MailSecurity.None, Timeout = TimeSpan.FromMinutes(1) }, null);

        Assert.Equal(outcome, (await client.SendAsync(new("", "a@kunde.example"), Mail, Stop)).Outcome);
        await client.SendAsync(new("", "b@kunde.example"), Mail, Stop);

        Assert.Equal(2, server.Heard.Count(line => line.StartsWith("EHLO", StringComparison.Ordinal)));
        Assert.DoesNotContain("RSET", server.Heard);
    }

    [Theory]
    [InlineData("AUTH=LOGIN")]
    [InlineData("auth login")]
    public async Task Send_OldWaysToOfferLogin_Understood(string offer)
    {
        await using var server = Server(offer, async session =>
        {
            foreach (var reply in new[] { "334 VXNlcm5hbWU6", "334 UGFzc3dvcmQ6", "535 no" })
            {
                await session.HearAsync();
                await session.SayAsync(reply + "\r\n");
            }

            await session.StallAsync();
        });

        Assert.Equal("smtp-535", (await SendAsync(server, credentials: new("user", "secret"))).Reason);
    }

    [Fact]
    public async Task Send_OnlyLoginOffered_UserThenPassword()
    {
        await using var server = Server("AUTH LOGIN", async session =>
        {
            foreach (var reply in new[] { "334 VXNlcm5hbWU6", "334 UGFzc3dvcmQ6", "235 ok", "450 x" })
            {
                await session.HearAsync();
                await session.SayAsync(reply + "\r\n");
            }
        });

        await SendAsync(server, credentials: new("user", "secret"));

        Assert.Equal(["AUTH LOGIN", "dXNlcg==", "c2VjcmV0", "MAIL FROM:<>"], server.Heard[1..]);
    }

    [Fact]
    public async Task Send_NoReplyToTheFinalDot_UncertainAfterTheLimit()
    {
        await using var server = Server("PIPELINING", async session =>
        {
            await session.HearUntilAsync("DATA");
            await session.SayAsync("250 ok\r\n250 ok\r\n354 go\r\n");
            await session.StallAsync();
        });

        var result = await SendAsync(server, final: TimeSpan.FromMilliseconds(200));

        Assert.Equal((SmtpOutcome.Uncertain, "timeout-after-data"), (result.Outcome, result.Reason));
    }

    [Fact]
    public async Task Send_CancelledBeforeData_ThrowsAfterItUncertain()
    {
        await using var early = Server("PIPELINING", session => session.StallAsync());
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Stop);
        var sending = SendAsync(early, cancel: stop.Token);
        await Wait.UntilAsync(() => Task.FromResult(early.Heard.Contains("DATA")), "the envelope");
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => sending);

        await using var late = Server("PIPELINING", async session =>
        {
            await session.HearUntilAsync("DATA");
            await session.SayAsync("250 ok\r\n250 ok\r\n354 go\r\n");
            await session.StallAsync();
        });
        using var stopLate = CancellationTokenSource.CreateLinkedTokenSource(Stop);
        sending = SendAsync(late, cancel: stopLate.Token);
        await Wait.UntilAsync(() => Task.FromResult(late.Heard.Contains(".")), "the final dot");
        await stopLate.CancelAsync();
        Assert.Equal(SmtpOutcome.Uncertain, (await sending).Outcome);
    }

    private static ScriptedServer Server(string offer, Func<ScriptedSession, Task> then) => new(async session =>
    {
        await session.SayAsync("220 script ESMTP\r\n");
        await session.HearAsync();
        await session.SayAsync($"250-script\r\n250-{offer}\r\n250 HELP\r\n");
        await then(session);
    });

    private static async Task<SmtpResult> SendAsync(
        ScriptedServer server,
        string to = "a@kunde.example",
        byte[]? mail = null,
        MailSecurity security = MailSecurity.None,
        MailCredentials? credentials = null,
        TimeSpan? final = null,
        CancellationToken? cancel = null)
    {
        await using var client = new SmtpClient(
            new() { Host = "127.0.0.1", Port = server.Port, Security = security, Timeout = TimeSpan.FromMinutes(1) },
            credentials,
            new() { FinalTimeout = final ?? TimeSpan.FromMinutes(1) });
        return await client.SendAsync(new("", to), mail ?? Mail, cancel ?? Stop);
    }
}
