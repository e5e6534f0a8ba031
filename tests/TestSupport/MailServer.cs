using System.Globalization;

namespace TestSupport;

/// <summary>
/// The Dovecot and Postfix of the tests. Every address is a mailbox with the one password, so each test takes addresses of its own.
/// </summary>
public sealed class MailServer
{
    private static readonly Lazy<MailServer> Shared = new(() => new MailServer());
    private static int counter;

    private MailServer()
    {
    }

    /// <summary>Throws when the servers were not started.</summary>
    public static MailServer Running => Shared.Value;

    /// <summary>127.0.0.1; the certificate shown there is valid for it and for localhost.</summary>
    public string Host { get; } = TestServers.Setting("IMAP_HOST");

    /// <summary>IMAP with STARTTLS.</summary>
    public int ImapPort { get; } = TestServers.Port("IMAP_PORT");

    public int ImapsPort { get; } = TestServers.Port("IMAPS_PORT");

    public int LmtpPort { get; } = TestServers.Port("LMTP_PORT");

    /// <summary>Takes mail from anybody to anybody.</summary>
    public int MxPort { get; } = TestServers.Port("SMTP_MX_PORT");

    /// <summary>SMTP with STARTTLS and login.</summary>
    public int SubmissionPort { get; } = TestServers.Port("SMTP_SUBMISSION_PORT");

    /// <summary>SMTP over TLS with login.</summary>
    public int SmtpsPort { get; } = TestServers.Port("SMTPS_PORT");

    /// <summary>Exim, a second server with the same mailboxes behind it: takes mail from anybody to anybody.</summary>
    public int EximMxPort { get; } = TestServers.Port("EXIM_MX_PORT");

    /// <summary>Exim with STARTTLS; PLAIN with the password, XOAUTH2 with any token that begins with <c>good-</c>.</summary>
    public int EximSubmissionPort { get; } = TestServers.Port("EXIM_SUBMISSION_PORT");

    /// <summary>Exim over TLS; LOGIN with the password, OAUTHBEARER with any token that begins with <c>good-</c>.</summary>
    public int EximSmtpsPort { get; } = TestServers.Port("EXIM_SMTPS_PORT");

    /// <summary>Exim's main log: a line with <c>&lt;=</c> for each mail that it took over.</summary>
    public string EximLog { get; } = TestServers.Setting("EXIM_LOG");

    public string Password { get; } = TestServers.Setting("IMAP_PASSWORD");

    /// <summary>PEM file of the authority that signed the good certificate.</summary>
    public string AuthorityFile { get; } = TestServers.Setting("TEST_CA");

    /// <summary>Same ports, with a certificate that has expired.</summary>
    public string ExpiredHost { get; } = TestServers.Setting("TLS_EXPIRED_HOST");

    /// <summary>Same ports, with another host's certificate.</summary>
    public string WrongNameHost { get; } = TestServers.Setting("TLS_WRONG_NAME_HOST");

    /// <summary>Same ports, with a certificate that no authority signed.</summary>
    public string SelfSignedHost { get; } = TestServers.Setting("TLS_SELF_SIGNED_HOST");

    internal string MailFolder { get; } = TestServers.Setting("MAIL_DIR");

    internal string MailOwner { get; } = TestServers.Setting("MAIL_OWNER");

    /// <summary>An address that no other test uses, also not in another process: <c>ali-4711-3@kunde.example</c>.</summary>
    public string NewAddress(string name, string domain = "test.example") =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"{name}-{Environment.ProcessId}-{Interlocked.Increment(ref counter)}-{Random.Shared.Next(0x10000):x4}@{domain}");

    /// <summary>The files behind an address's INBOX.</summary>
    public MailboxFiles Mailbox(string address) => new(this, address);

    /// <summary>What an address's INBOX holds, read by IMAP with the address's own login; waits until there are that many mails.</summary>
    public async Task<IReadOnlyList<byte[]>> ReadByImapAsync(string address, int atLeast, TimeSpan? atMost = null)
    {
        await Mailbox(address).WaitForAsync(atLeast, atMost);
        return await ImapReader.ReadAllAsync(Host, ImapPort, address, Password);
    }

    /// <summary>Puts mail into mailboxes by LMTP; it lies there when this returns.</summary>
    public async Task DeliverAsync(byte[] mail, params string[] to)
    {
        await using var session = await MailSession.OpenAsync(Host, LmtpPort, "LHLO tests.example");
        await session.SendAsync("test@sender.example", to, mail, answerPerRecipient: true);
    }

    /// <summary>Many mails to one mailbox over one connection, in order.</summary>
    public async Task DeliverAllAsync(IEnumerable<byte[]> mails, string to)
    {
        await using var session = await MailSession.OpenAsync(Host, LmtpPort, "LHLO tests.example");
        foreach (var mail in mails)
        {
            await session.SendAsync("test@sender.example", [to], mail, answerPerRecipient: true);
        }
    }

    /// <summary>Sends mail as the internet would, by SMTP to the MX port; Postfix brings it to the mailboxes a moment later.</summary>
    public async Task SubmitAsync(byte[] mail, string from, params string[] to)
    {
        await using var session = await MailSession.OpenAsync(Host, MxPort, "EHLO tests.example");
        await session.SendAsync(from, to, mail, answerPerRecipient: false);
    }
}
