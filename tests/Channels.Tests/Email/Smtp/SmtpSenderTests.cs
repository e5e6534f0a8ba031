using System.Text;
using Channels.Tests.Contracts;
using Ingestion.Channels;
using Ingestion.Channels.Email.Smtp;
using Ingestion.Mail.Transport;
using TestSupport;

namespace Channels.Tests.Email.Smtp;

/// <summary>Acknowledgements through Postfix, read back from the customer's mailbox.</summary>
public sealed class SmtpSenderTests
{
    private static readonly MailServer Server = MailServer.Running;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Send_ThroughPostfix_ReadBackWithHeadersThatNobodyAnswers()
    {
        var customer = Server.NewAddress("musteri", "kunde.example");
        var parts = new SmtpConnector().Open(TestSetup.For("support-answers", Options));
        await using var sender = parts.Sender!;

        var result = await sender.SendAsync(Message(customer), Stop);

        Assert.Equal((SendOutcome.Sent, "smtp-250-2.0.0", false), (result.Outcome, result.Reason, result.ChannelFault));
        Assert.NotNull(result.ProviderId);
        var mail = Encoding.UTF8.GetString((await Server.Mailbox(customer).WaitForAsync(1))[0]);
        Assert.Contains("Return-Path: <>", mail, StringComparison.Ordinal);
        Assert.Contains("Auto-Submitted: auto-replied", mail, StringComparison.Ordinal);
        Assert.Contains("Message-ID: <ack-1@worker.example>", mail, StringComparison.Ordinal);
        Assert.Contains("In-Reply-To: <their-1@kunde.example>", mail, StringComparison.Ordinal);
        var read = new Ingestion.Channels.Email.MailReader(["support@test.example"]).Read(new()
        {
            Id = 1, Channel = "x", ExternalId = "x", AcceptedAt = TestSetup.Now, Raw = Encoding.UTF8.GetBytes(mail),
        });
        Assert.Equal("Müraciətiniz alındı", read.Subject);
        Assert.Contains("1234-5678-9012", read.Text, StringComparison.Ordinal);
        Assert.NotEmpty(read.MachineSigns);
    }

    [Fact]
    public async Task Send_NullSenderRefused_FallbackTakesOver()
    {
        await using var server = new ScriptedServer(async session =>
        {
            await session.SayAsync("220 x\r\n");
            while (true)
            {
                var line = await session.HearAsync();
                await session.SayAsync(line switch
                {
                    "MAIL FROM:<>" => "550 5.7.60 no null sender\r\n",
                    "DATA" => "354 go\r\n",
                    _ when line.StartsWith("EHLO ", StringComparison.Ordinal) || line.StartsWith("MAIL ", StringComparison.Ordinal) ||
                        line.StartsWith("RCPT ", StringComparison.Ordinal) || line is "." or "RSET" => "250 ok\r\n",
                    _ => "",
                });
            }
        });
        await using var sender = new SmtpConnector().Open(TestSetup.For("x", Options with
        {
            Host = "127.0.0.1", Port = server.Port, Security = MailSecurity.None, User = null, Password = null, FallbackEnvelopeSender = "bounces@test.example",
        })).Sender!;

        Assert.Equal(SendOutcome.Sent, (await sender.SendAsync(Message("a@kunde.example"), Stop)).Outcome);
        Assert.Equal(SendOutcome.Sent, (await sender.SendAsync(Message("b@kunde.example"), Stop)).Outcome);

        Assert.Equal(
            ["MAIL FROM:<>", "MAIL FROM:<bounces@test.example>", "MAIL FROM:<bounces@test.example>"],
            server.Heard.Where(line => line.StartsWith("MAIL", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("bounces@test.example", null, "MAIL FROM:<bounces@test.example> RET=HDRS", "RCPT TO:<a@kunde.example> NOTIFY=FAILURE")]
    [InlineData(null, "bounces@test.example", "MAIL FROM:<bounces@test.example>", "RCPT TO:<a@kunde.example> NOTIFY=NEVER")]
    public async Task Send_WithASender_ReportsAskedForByItsKind(string? sender, string? fallback, string mail, string recipient)
    {
        await using var server = new ScriptedServer(async session =>
        {
            await session.SayAsync("220 x\r\n");
            while (true)
            {
                await session.SayAsync(await session.HearAsync() switch
                {
                    "MAIL FROM:<>" => "550 5.7.60 no null sender\r\n",
                    "DATA" => "354 go\r\n",
                    "QUIT" => "221 bye\r\n",
                    var line when line.StartsWith("EHLO ", StringComparison.Ordinal) => "250-x\r\n250 DSN\r\n",
                    var line when line.StartsWith("MAIL ", StringComparison.Ordinal) || line.StartsWith("RCPT ", StringComparison.Ordinal) || line is "." or "RSET" => "250 ok\r\n",
                    _ => "",
                });
            }
        });
        await using var open = new SmtpConnector().Open(TestSetup.For("x", Options with
        {
            Host = "127.0.0.1", Port = server.Port, Security = MailSecurity.None, User = null, Password = null, EnvelopeSender = sender, FallbackEnvelopeSender = fallback,
        })).Sender!;

        Assert.Equal(SendOutcome.Sent, (await open.SendAsync(Message("a@kunde.example"), Stop)).Outcome);

        Assert.Equal(mail, server.Heard.Last(line => line.StartsWith("MAIL", StringComparison.Ordinal)));
        Assert.Equal(recipient, server.Heard.Last(line => line.StartsWith("RCPT", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Send_AccessTokenOutOfAFile_ReadAgainAtEachLogin()
    {
        using var folder = new TempFolder();
        var file = Path.Combine(folder.Path, "token");
        var customer = Server.NewAddress("token", "kunde.example");
        await using var sender = new SmtpConnector().Open(TestSetup.For("x", Options with { Password = null, AccessTokenFile = file })).Sender!;

        var missing = await sender.SendAsync(Message(customer), Stop);
        await File.WriteAllTextAsync(file, AccessToken.For("support@test.example", TimeSpan.FromMinutes(-5)), Stop);
        var expired = await sender.SendAsync(Message(customer), Stop);
        await File.WriteAllTextAsync(file, AccessToken.For("support@test.example", TimeSpan.FromMinutes(5)) + "\n", Stop);
        var fresh = await sender.SendAsync(Message(customer), Stop);

        Assert.Equal((SendOutcome.Later, "token-unavailable", false), (missing.Outcome, missing.Reason, missing.ChannelFault));
        Assert.Equal((SendOutcome.Later, true), (expired.Outcome, expired.ChannelFault));
        Assert.StartsWith("smtp-535", expired.Reason, StringComparison.Ordinal);
        Assert.Equal((SendOutcome.Sent, "smtp-250-2.0.0"), (fresh.Outcome, fresh.Reason));
        await Server.Mailbox(customer).WaitForAsync(1);
    }

    [Fact]
    public async Task Send_OAuth_TokenOfTheEndpointTakenByTheServer()
    {
        await using var endpoint = HttpStub.Start();
        endpoint.Answer = _ => HttpStub.Reply(
            200, $$"""{"access_token":"{{AccessToken.For("support@test.example", TimeSpan.FromMinutes(30))}}","token_type":"Bearer","expires_in":1800}""");
        var oauth = new Ingestion.Channels.OAuthOptions { TokenEndpoint = $"http://127.0.0.1:{endpoint.Port}/token", ClientId = "app", ClientSecret = "secret" };
        var parts = new SmtpConnector().Open(TestSetup.For("x", Options with { Password = null, OAuth = oauth }));
        await using var sender = parts.Sender!;

        Assert.Equal(SendOutcome.Sent, (await sender.SendAsync(Message(Server.NewAddress("oauth", "kunde.example")), Stop)).Outcome);
        Assert.True((await parts.Test.TestAsync(Stop)).Healthy);

        Assert.Single(endpoint.Requests);
    }

    [Fact]
    public async Task Send_LinkDroppedAfterTheDot_UncertainAndTheMailIsThere()
    {
        await using var sink = await SmtpSink.StartAsync(SmtpSink.DropAfterData);
        await using var sender = new SmtpConnector().Open(TestSetup.For("x", Options with
        {
            Host = "127.0.0.1", Port = sink.Port, Security = MailSecurity.None, User = null, Password = null,
        })).Sender!;

        var result = await sender.SendAsync(Message("a@kunde.example"), Stop);

        Assert.Equal((SendOutcome.Uncertain, "connection-lost-after-data"), (result.Outcome, result.Reason));
        await Wait.UntilAsync(() => Task.FromResult(sink.Mails().Count == 1), "the sink to keep the mail");
    }

    [Fact]
    public async Task Send_Injection_RefusedOrHarmless()
    {
        await using var rig = new SmtpRig();
        await using var sender = rig.Open();

        var address = await sender.SendAsync(Message("a@b.example>\r\nRCPT TO:<victim@c.example"), Stop);
        var id = await sender.SendAsync(Message("a@b.example") with { StableId = "<x@y>\r\nBcc: victim@c.example" }, Stop);
        var subject = await sender.SendAsync(Message("a@b.example") with { Subject = "x\r\nBcc: victim@c.example\r\n\r\nbody", InReplyTo = "<a@b>\r\nBcc: v@c.example" }, Stop);

        Assert.Equal(SendOutcome.Refused, address.Outcome);
        Assert.Equal(SendOutcome.Refused, id.Outcome);
        Assert.Equal(SendOutcome.Sent, subject.Outcome);
        var headers = Assert.Single(await rig.ArrivedAsync()).Split("\r\n\r\n")[0].Split("\r\n");
        Assert.DoesNotContain(headers, line => line.StartsWith("Bcc", StringComparison.OrdinalIgnoreCase));
    }

    [Theory]
    [InlineData("password", "login-refused")]
    [InlineData("wrong name", MailFault.CertificateWrongHost)]
    [InlineData(null, null)]
    public async Task Test_Connection_SaysWhatItFoundAndHoldsNoSecret(string? fault, string? code)
    {
        var options = Options with
        {
            Host = fault == "wrong name" ? Server.WrongNameHost : Server.Host,
            Password = fault == "password" ? "S3cretXq" : Server.Password,
        };

        var report = await new SmtpConnector().Open(TestSetup.For("x", options)).Test.TestAsync(Stop);

        Assert.Equal(fault is null, report.Healthy);
        Assert.Contains(code ?? ", TLS 1.3, logged in", report.Summary, StringComparison.Ordinal);
        Assert.DoesNotContain("S3cretXq", report.Summary, StringComparison.Ordinal);
    }

    [Fact]
    public void Validate_SeveralFaults_AllNamed()
    {
        var options = new SmtpOptions { Host = "smtp://x", User = "u", From = "Ali <a@b.example>", ReplyTo = "x", EnvelopeSender = "y\r\n" };

        Assert.Equal(
            [nameof(options.Host), nameof(options.Password), nameof(options.From), nameof(options.ReplyTo), nameof(options.EnvelopeSender)],
            new SmtpConnector().Validate(options).Select(fault => fault.Key));
    }

    [Theory]
    [InlineData(null, "secret", null, "User")]
    [InlineData(null, null, "/run/token", "User")]
    [InlineData("u", null, null, "Password")]
    [InlineData("u", "secret", "/run/token", "Password")]
    [InlineData("u", null, "/run/token", null)]
    [InlineData(null, null, null, null)]
    public void Validate_Login_OneWayAndAUser(string? user, string? password, string? file, string? fault)
    {
        var options = Options with { User = user, Password = password, AccessTokenFile = file };

        Assert.Equal(fault is null ? [] : [fault], new SmtpConnector().Validate(options).Select(one => one.Key));
    }

    private static SmtpOptions Options => new()
    {
        Host = Server.Host,
        Port = Server.SubmissionPort,
        Security = MailSecurity.StartTls,
        User = "support@test.example",
        Password = Server.Password,
        From = "support@test.example",
        FromName = "Müştəri xidməti",
        CaFile = Server.AuthorityFile,
        TimeoutSeconds = 20,
    };

    private static OutboundMessage Message(string to) => new()
    {
        StableId = "<ack-1@worker.example>",
        To = new(ContactPointKind.Email, to),
        Subject = "Müraciətiniz alındı",
        Text = "Nömrə: 1234-5678-9012\n.\nHörmətlə",
        Language = "az",
        InReplyTo = "<their-1@kunde.example>",
        CreatedAt = TestSetup.Now,
    };
}
