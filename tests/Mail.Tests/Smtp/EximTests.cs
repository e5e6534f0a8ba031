using System.Text;
using Ingestion.Mail.Smtp;
using Ingestion.Mail.Transport;
using Mail.Tests.Transport;
using TestSupport;
using Xunit;

namespace Mail.Tests.Smtp;

/// <summary>The client against a second server with other habits than Postfix.</summary>
public sealed class EximTests
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

        Assert.Equal((SmtpOutcome.Sent, "smtp-250", SmtpCause.None), (result.Outcome, result.Reason, result.Cause));
        Assert.NotNull(result.QueueId);
        var arrived = Encoding.ASCII.GetString((await Server.Mailbox(to).WaitForAsync(1))[0]).ReplaceLineEndings("\r\n");
        var body = Encoding.ASCII.GetString(mail);
        Assert.EndsWith(body[body.IndexOf("\r\n\r\n", StringComparison.Ordinal)..], arrived, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(MailSecurity.StartTls, 10)]
    [InlineData(MailSecurity.StartTls, 3_000)]
    [InlineData(MailSecurity.Tls, 10)]
    [InlineData(MailSecurity.Tls, 3_000)]
    public async Task Send_GoodToken_LogsInByXOAuth2AndOAuthBearer(MailSecurity security, int length)
    {
        var to = Server.NewAddress("token", "kunde.example");
        await using var client = new SmtpClient(Endpoint(security), new("acks@test.example", new TokensInTurn("good-" + new string('t', length))));

        Assert.Equal("smtp-250", (await client.SendAsync(new("", to), Mail("x"), Stop)).Reason);

        await Server.Mailbox(to).WaitForAsync(1);
    }

    [Theory]
    [InlineData(MailSecurity.StartTls)]
    [InlineData(MailSecurity.Tls)]
    public async Task Send_StaleTokenThenAFreshOne_Sent(MailSecurity security)
    {
        var tokens = new TokensInTurn("old-1", "good-2");
        await using var client = new SmtpClient(Endpoint(security), new("acks@test.example", tokens));

        Assert.Equal(SmtpOutcome.Sent, (await client.SendAsync(new("", Server.NewAddress("fresh", "kunde.example")), Mail("x"), Stop)).Outcome);
        Assert.Equal(["old-1"], tokens.Rejected);
    }

    [Theory]
    [InlineData(MailSecurity.StartTls)]
    [InlineData(MailSecurity.Tls)]
    public async Task Send_WrongSecret_LaterAndAccountFault(MailSecurity security)
    {
        foreach (var credentials in new[] { new MailCredentials("acks@test.example", "wrong"), new MailCredentials("acks@test.example", new TokensInTurn("bad")) })
        {
            await using var client = new SmtpClient(Endpoint(security), credentials);

            var result = await client.SendAsync(new("", "a@kunde.example"), Mail("x"), Stop);

            Assert.Equal((SmtpOutcome.Later, "smtp-535", SmtpCause.Account), (result.Outcome, result.Reason, result.Cause));
        }
    }

    [Fact]
    public async Task Send_RecipientsNotTaken_ConnectionServesTheNext()
    {
        await using var proxy = new TcpProxy(Server.Host, Server.EximMxPort);
        await using var client = new SmtpClient(Endpoint(MailSecurity.None) with { Port = proxy.Port }, null);
        foreach (var (name, outcome, reason, cause) in new[]
        {
            ("reject", SmtpOutcome.Refused, "smtp-550-5.1.1", SmtpCause.Recipient),
            ("defer", SmtpOutcome.Later, "smtp-451-4.3.0", SmtpCause.Server),
            ("toobig", SmtpOutcome.Refused, "smtp-552-5.2.3", SmtpCause.Message),
            ("policy", SmtpOutcome.Refused, "smtp-550-5.7.1", SmtpCause.Account),
        })
        {
            var result = await client.SendAsync(new("", Server.NewAddress(name)), Mail("x"), Stop);

            Assert.Equal((outcome, reason, cause), (result.Outcome, result.Reason, result.Cause));
        }

        var good = Server.NewAddress("next", "kunde.example");
        Assert.Equal(SmtpOutcome.Sent, (await client.SendAsync(new("", good), Mail("y"), Stop)).Outcome);
        Assert.Equal(1, proxy.Connections);
        await Server.Mailbox(good).WaitForAsync(1);
    }

    [Fact]
    public async Task Send_Utf8LocalPart_TakenWithSmtpUtf8()
    {
        var to = Server.NewAddress("şikayət", "kunde.example");
        await using var client = new SmtpClient(Endpoint(MailSecurity.None), null);

        var result = await client.SendAsync(new("", to), Mail("x"), Stop);

        Assert.Equal(SmtpOutcome.Sent, result.Outcome);
        Assert.Contains(result.QueueId!, await File.ReadAllTextAsync(Server.EximLog, Stop), StringComparison.Ordinal);
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

    private static MailEndpoint Endpoint(MailSecurity security) => new()
    {
        Host = Server.Host,
        Port = security switch { MailSecurity.Tls => Server.EximSmtpsPort, MailSecurity.StartTls => Server.EximSubmissionPort, _ => Server.EximMxPort },
        Security = security,
        CaFile = Server.AuthorityFile,
        Timeout = TimeSpan.FromMinutes(1),
    };

    private static byte[] Mail(string body) => Encoding.ASCII.GetBytes($"From: a@b.example\r\nMessage-ID: <{Guid.NewGuid():n}@b.example>\r\n\r\n{body.TrimEnd()}\r\n");
}
