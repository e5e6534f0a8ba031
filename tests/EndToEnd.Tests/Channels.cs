using TestSupport;

namespace EndToEnd.Tests;

/// <summary>The channels of the tests, as an operator would write them into the settings.</summary>
internal static class Channels
{
    /// <summary>The key that signs the webhooks of the tests, both ways.</summary>
    public const string SigningKey = "whsec_AQIDBAUGBwgJCgsMDQ4PEBESExQVFhcYGRobHB0eHyA=";

    /// <summary>Before every mail of the tests that is not old on purpose.</summary>
    public const string StartDate = "2020-01-01";

    /// <summary>A mailbox on the test server, answered through <paramref name="replyThrough"/>.</summary>
    public static Installation WithImap(this Installation installation, string channel, string address, string replyThrough = "outgoing", string startDate = StartDate)
    {
        var server = MailServer.Running;
        return installation
            .Set($"Channels:{channel}:Connector", "imap")
            .Set($"Channels:{channel}:StartDate", startDate)
            .Set($"Channels:{channel}:PollInterval", "1s")
            .Set($"Channels:{channel}:ReplyThrough", replyThrough)
            .Set($"Channels:{channel}:Options:Host", server.Host)
            .Set($"Channels:{channel}:Options:Port", server.ImapsPort)
            .Set($"Channels:{channel}:Options:Security", "Tls")
            .Set($"Channels:{channel}:Options:CaFile", server.AuthorityFile)
            .Set($"Channels:{channel}:Options:User", address)
            .Set($"Channels:{channel}:Options:Password", server.Password);
    }

    /// <summary>The test server's submission port with STARTTLS and login.</summary>
    public static Installation WithSmtp(this Installation installation, string channel, string from)
    {
        var server = MailServer.Running;
        return installation
            .Set($"Channels:{channel}:Connector", "smtp")
            .Set($"Channels:{channel}:Options:Host", server.Host)
            .Set($"Channels:{channel}:Options:Port", server.SubmissionPort)
            .Set($"Channels:{channel}:Options:Security", "StartTls")
            .Set($"Channels:{channel}:Options:CaFile", server.AuthorityFile)
            .Set($"Channels:{channel}:Options:From", from)
            .Set($"Channels:{channel}:Options:User", from)
            .Set($"Channels:{channel}:Options:Password", server.Password);
    }

    /// <summary>A sink without TLS and login on loopback.</summary>
    public static Installation WithSmtpSink(this Installation installation, string channel, SmtpSink sink, string from) =>
        installation
            .Set($"Channels:{channel}:Connector", "smtp")
            .Set($"Channels:{channel}:Options:Host", "127.0.0.1")
            .Set($"Channels:{channel}:Options:Port", sink.Port)
            .Set($"Channels:{channel}:Options:Security", "None")
            .Set($"Channels:{channel}:Options:From", from);

    public static Installation WithMaildir(this Installation installation, string channel, string folder, string replyThrough = "outgoing") =>
        installation
            .Set($"Channels:{channel}:Connector", "maildir")
            .Set($"Channels:{channel}:StartDate", StartDate)
            .Set($"Channels:{channel}:PollInterval", "1s")
            .Set($"Channels:{channel}:ReplyThrough", replyThrough)
            .Set($"Channels:{channel}:Options:Path", folder);

    /// <summary>Signed JSON in, signed JSON out to <paramref name="callback"/>.</summary>
    public static Installation WithWebhook(this Installation installation, string channel, Uri callback) =>
        installation
            .Set($"Channels:{channel}:Connector", "webhook")
            .Set($"Channels:{channel}:Options:Secrets:0", SigningKey)
            .Set($"Channels:{channel}:Options:CallbackUrl", callback);

    public static Installation WithForm(this Installation installation, string channel) =>
        installation.Set($"Channels:{channel}:Connector", "form");

    /// <summary>Mentions of an account of X, which are not answered.</summary>
    public static Installation WithX(this Installation installation, string channel, string apiUrl, string account) =>
        installation
            .Set($"Channels:{channel}:Connector", "x")
            .Set($"Channels:{channel}:StartDate", StartDate)
            .Set($"Channels:{channel}:PollInterval", "1s")
            .Set($"Channels:{channel}:Options:ApiUrl", apiUrl)
            .Set($"Channels:{channel}:Options:UserId", account)
            .Set($"Channels:{channel}:Options:Reply", "none")
            .Set($"Channels:{channel}:Options:ReadsPerDay", 1_000_000)
            .Set($"Channels:{channel}:Options:OAuth1:ConsumerKey", "key")
            .Set($"Channels:{channel}:Options:OAuth1:ConsumerSecret", "secret")
            .Set($"Channels:{channel}:Options:OAuth1:AccessToken", "token")
            .Set($"Channels:{channel}:Options:OAuth1:AccessTokenSecret", "token-secret");
}
