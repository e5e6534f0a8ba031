using System.Text;
using Ingestion.Mail.Smtp;
using Ingestion.Mail.Transport;
using Mail.Tests.Transport;
using TestSupport;
using Xunit;

namespace Mail.Tests.Smtp;

/// <summary>The client against Postfix, with Dovecot behind it.</summary>
public sealed class SmtpServerTests
{
    private static readonly MailServer Server = MailServer.Running;
    private static readonly MailCredentials Account = new("acks@test.example", Server.Password);

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(MailSecurity.Tls)]
    [InlineData(MailSecurity.StartTls)]
    [InlineData(MailSecurity.None)]
    public async Task Send_DotsAndLongLines_ReadBackUnchanged(MailSecurity security)
    {
        var to = Server.NewAddress("dots", "kunde.example");
        var mail = Mail("..first\r\n.\r\n\r\n.x\r\nlast.\r\n" + new string('y', 900) + "\r\n");
        await using var client = new SmtpClient(Endpoint(security), security == MailSecurity.None ? null : Account);

        var result = await client.SendAsync(new("", to), mail, Stop);

        Assert.Equal((SmtpOutcome.Sent, "smtp-250-2.0.0", false), (result.Outcome, result.Reason, result.AccountFault));
        Assert.NotNull(result.QueueId);
        var arrived = Encoding.ASCII.GetString((await Server.Mailbox(to).WaitForAsync(1))[0]).ReplaceLineEndings("\r\n");
        Assert.Contains("Return-Path: <>", arrived, StringComparison.Ordinal);
        var body = Encoding.ASCII.GetString(mail);
        Assert.EndsWith(body[body.IndexOf("\r\n\r\n", StringComparison.Ordinal)..], arrived, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("reject", SmtpOutcome.Refused, "smtp-550-5.1.1")]
    [InlineData("defer", SmtpOutcome.Later, "smtp-451-4.3.0")]
    public async Task Send_RecipientNotTaken_ConnectionServesTheNext(string name, SmtpOutcome outcome, string reason)
    {
        await using var proxy = new TcpProxy(Server.Host, Server.SubmissionPort);
        await using var client = new SmtpClient(Endpoint(MailSecurity.StartTls) with { Port = proxy.Port }, Account);
        var good = Server.NewAddress("next", "kunde.example");

        var bad = await client.SendAsync(new("", Server.NewAddress(name)), Mail("x"), Stop);
        var next = await client.SendAsync(new("", good), Mail("y"), Stop);

        Assert.Equal((outcome, reason, false), (bad.Outcome, bad.Reason, bad.AccountFault));
        Assert.Equal(SmtpOutcome.Sent, next.Outcome);
        Assert.Equal(1, proxy.Connections);
        await Server.Mailbox(good).WaitForAsync(1);
    }

    [Fact]
    public async Task Send_WrongPassword_LaterAndAccountFault()
    {
        await using var client = new SmtpClient(Endpoint(MailSecurity.Tls), new("acks@test.example", "wrong"));

        var result = await client.SendAsync(new("", "a@kunde.example"), Mail("x"), Stop);

        Assert.Equal(SmtpOutcome.Later, result.Outcome);
        Assert.StartsWith("smtp-535", result.Reason, StringComparison.Ordinal);
        Assert.True(result.AccountFault);
    }

    [Theory]
    [InlineData(MailSecurity.Tls)]
    [InlineData(MailSecurity.StartTls)]
    public async Task Send_AccessToken_TakenByTheTokenCheckerBehindPostfix(MailSecurity security)
    {
        var to = Server.NewAddress("token", "kunde.example");
        var tokens = new TokensInTurn(AccessToken.For(Account.User, TimeSpan.FromMinutes(-5)), AccessToken.For(Account.User, TimeSpan.FromMinutes(5)));
        await using var client = new SmtpClient(Endpoint(security), new(Account.User, tokens));

        Assert.Equal("smtp-250-2.0.0", (await client.SendAsync(new("", to), Mail("x"), Stop)).Reason);

        Assert.Single(tokens.Rejected);
        await Server.Mailbox(to).WaitForAsync(1);
    }

    [Theory]
    [InlineData(MailSecurity.Tls)]
    [InlineData(MailSecurity.StartTls)]
    public async Task Send_ExpiredAccessToken_LaterAndAccountFault(MailSecurity security)
    {
        var token = AccessToken.For(Account.User, TimeSpan.FromMinutes(-5));
        await using var client = new SmtpClient(Endpoint(security), new(Account.User, new TokensInTurn(token)));

        var result = await client.SendAsync(new("", "a@kunde.example"), Mail("x"), Stop);

        Assert.Equal((SmtpOutcome.Later, SmtpCause.Account), (result.Outcome, result.Cause));
        Assert.StartsWith("smtp-535", result.Reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Send_StartTlsStripped_RefusedAndNothingSent(bool exim)
    {
        await using var proxy = new TcpProxy(Server.Host, exim ? Server.EximSubmissionPort : Server.SubmissionPort);
        proxy.ReplaceInAnswers("STARTTLS", "XTARTTLS");
        await using var client = new SmtpClient(Endpoint(MailSecurity.StartTls) with { Port = proxy.Port }, Account, new() { ClientName = "w.example" });

        var result = await client.SendAsync(new("", "a@kunde.example"), Mail("x"), Stop);

        Assert.Equal((SmtpOutcome.Later, MailFault.TlsNotOffered, true), (result.Outcome, result.Reason, result.AccountFault));
        Assert.Equal("EHLO w.example\r\n", Encoding.ASCII.GetString(proxy.Heard));
    }

    [Fact]
    public async Task Send_Utf8LocalPart_TakenWithSmtpUtf8()
    {
        var to = Server.NewAddress("şikayət", "kunde.example");
        await using var client = new SmtpClient(Endpoint(MailSecurity.None), null);

        Assert.Equal("smtp-250-2.0.0", (await client.SendAsync(new("", to), Mail("x"), Stop)).Reason);
    }

    [Fact]
    public async Task Send_LargerThanTheServerTakes_RefusedBeforeItIsSent()
    {
        await using var proxy = new TcpProxy(Server.Host, Server.MxPort);
        await using var client = new SmtpClient(Endpoint(MailSecurity.None) with { Port = proxy.Port }, null);

        var result = await client.SendAsync(new("", "a@kunde.example"), new byte[53_000_000], Stop);

        Assert.Equal((SmtpOutcome.Refused, "message-too-large", SmtpCause.Message), (result.Outcome, result.Reason, result.Cause));
        Assert.DoesNotContain("MAIL", Encoding.ASCII.GetString(proxy.Heard), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Send_SeveralMegabytes_ReadBackUnchanged()
    {
        var to = Server.NewAddress("large", "kunde.example");
        var mail = Mail(string.Concat(Enumerable.Range(0, 60_000).Select(line => $".{line:D8} {new string('x', 60)}\r\n")));
        await using var client = new SmtpClient(Endpoint(MailSecurity.Tls), Account);

        Assert.Equal(SmtpOutcome.Sent, (await client.SendAsync(new("", to), mail, Stop)).Outcome);

        var arrived = Encoding.ASCII.GetString((await Server.Mailbox(to).WaitForAsync(1))[0]).ReplaceLineEndings("\r\n");
        var body = Encoding.ASCII.GetString(mail);
        Assert.EndsWith(body[body.IndexOf("\r\n\r\n", StringComparison.Ordinal)..], arrived, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("expired", MailFault.CertificateExpired)]
    [InlineData("wrong name", MailFault.CertificateWrongHost)]
    [InlineData("self-signed", MailFault.CertificateUntrusted)]
    public async Task Send_BadCertificate_LaterAndNamed(string kind, string code)
    {
        var host = kind switch { "expired" => Server.ExpiredHost, "wrong name" => Server.WrongNameHost, _ => Server.SelfSignedHost };
        foreach (var security in new[] { MailSecurity.Tls, MailSecurity.StartTls })
        {
            await using var client = new SmtpClient(Endpoint(security) with { Host = host }, Account);

            var result = await client.SendAsync(new("", "a@kunde.example"), Mail("x"), Stop);

            Assert.Equal((SmtpOutcome.Later, code, true), (result.Outcome, result.Reason, result.AccountFault));
        }
    }

    [Fact]
    public async Task Send_ManyAtOnce_AllArriveOverFewConnections()
    {
        var to = Server.NewAddress("many", "kunde.example");
        await using var proxy = new TcpProxy(Server.Host, Server.MxPort);
        await using var client = new SmtpClient(Endpoint(MailSecurity.None) with { Port = proxy.Port }, null, new() { MaxConnections = 3 });

        var results = await Task.WhenAll(Enumerable.Range(1, 60).Select(n => client.SendAsync(new("", to), Mail($"body {n}"), Stop)));

        Assert.All(results, result => Assert.Equal(SmtpOutcome.Sent, result.Outcome));
        Assert.InRange(proxy.Connections, 1, 3);
        await Server.Mailbox(to).WaitForAsync(60);
    }

    [Fact]
    public async Task Send_KeptConnectionClosedByServer_NextGoesOverANewOne()
    {
        var to = Server.NewAddress("stale", "kunde.example");
        await using var proxy = new TcpProxy(Server.Host, Server.MxPort);
        await using var client = new SmtpClient(Endpoint(MailSecurity.None) with { Port = proxy.Port }, null);
        Assert.Equal(SmtpOutcome.Sent, (await client.SendAsync(new("", to), Mail("one"), Stop)).Outcome);
        proxy.Drop();

        Assert.Equal(SmtpOutcome.Sent, (await client.SendAsync(new("", to), Mail("two"), Stop)).Outcome);

        Assert.Equal(2, proxy.Connections);
        await Server.Mailbox(to).WaitForAsync(2);
    }

    internal static MailEndpoint Endpoint(MailSecurity security) => new()
    {
        Host = Server.Host,
        Port = security switch { MailSecurity.Tls => Server.SmtpsPort, MailSecurity.StartTls => Server.SubmissionPort, _ => Server.MxPort },
        Security = security,
        CaFile = Server.AuthorityFile,
        Timeout = TimeSpan.FromMinutes(1),
    };

    private static byte[] Mail(string body) => Encoding.ASCII.GetBytes($"From: a@b.example\r\nMessage-ID: <{Guid.NewGuid():n}@b.example>\r\n\r\n{body.TrimEnd()}\r\n");
}
