using System.ComponentModel.DataAnnotations;
using Ingestion.Mail.Transport;

namespace Ingestion.Channels.Email.Imap;

/// <summary>One folder of one mailbox, read over IMAP.</summary>
public sealed record ImapOptions
{
    /// <summary>Name of the server; its certificate must be made out to it.</summary>
    [Required]
    public string Host { get; init; } = "";

    /// <summary>Default: 993 with Tls, else 143.</summary>
    [Range(1, 65535)]
    public int? Port { get; init; }

    /// <summary>Tls (from the first byte), StartTls (required, never skipped) or None (everything readable on the way; only for the own machine).</summary>
    public MailSecurity Security { get; init; } = MailSecurity.Tls;

    /// <summary>Login name, as a rule the address.</summary>
    [Required]
    public string User { get; init; } = "";

    /// <summary>
    /// Password or app password. Better given as a key file or environment variable than in a settings file. One of this, AccessTokenFile and
    /// OAuth is given.
    /// </summary>
    public string? Password { get; init; }

    /// <summary>File with an OAuth 2.0 access token that somebody else keeps fresh. Read again at every login.</summary>
    public string? AccessTokenFile { get; init; }

    /// <summary>Where to get OAuth 2.0 access tokens.</summary>
    public OAuthOptions? OAuth { get; init; }

    /// <summary>The folder to read, with the server's own separator for subfolders.</summary>
    [Required]
    public string Folder { get; init; } = "INBOX";

    /// <summary>Addresses under which customers write to us: mail from them is ours and is never answered. Default: the user, when it is an address.</summary>
    public IReadOnlyList<string> OwnAddresses { get; init; } = [];

    /// <summary>
    /// Names under which the host that receives this mailbox's mail writes <c>Authentication-Results</c> (their first word). What it found
    /// is believed then: a mail whose DMARC check failed is not answered by itself. Of several such fields only the topmost confirms a sender. The host should
    /// remove those of others under its own name.
    /// </summary>
    public IReadOnlyList<string> TrustedAuthservIds { get; init; } = [];

    /// <summary>Where to begin: All, SinceStartDate or NewOnly.</summary>
    public ImapBackfill Backfill { get; init; } = ImapBackfill.All;

    /// <summary>
    /// What happens to a mail on the server once it is accepted: <c>none</c>; <c>keyword</c> (marked with <see cref="Keyword"/>);
    /// <c>seen</c>; <c>move:Folder/Name</c> (the folder is made when it is missing).
    /// </summary>
    [Required]
    public string AfterAccept { get; init; } = "none";

    /// <summary>The keyword for <see cref="AfterAccept"/>.</summary>
    [RegularExpression("^\\$?[A-Za-z0-9_-]{1,40}$", MatchTimeoutInMilliseconds = 1000)]
    public string Keyword { get; init; } = "$Ingested";

    /// <summary>Of larger mails only the headers are taken, marked as oversize. Bytes.</summary>
    [Range(64 * 1024, 200 * 1024 * 1024)]
    public int MaxMessageBytes { get; init; } = 25 * 1024 * 1024;

    /// <summary>PEM file with further trusted authorities, for servers with certificates of an own one.</summary>
    public string? CaFile { get; init; }

    /// <summary>Whether new mail is waited for with IDLE where the server offers it.</summary>
    public bool Idle { get; init; } = true;

    /// <summary>Limit for connecting, in seconds.</summary>
    [Range(1, 300)]
    public int ConnectTimeoutSeconds { get; init; } = 20;

    /// <summary>Limit for one answer of the server, in seconds.</summary>
    [Range(2, 600)]
    public int TimeoutSeconds { get; init; } = 60;

    internal MailEndpoint Endpoint => new()
    {
        Host = Host,
        Port = Port ?? (Security == MailSecurity.Tls ? 993 : 143),
        Security = Security,
        CaFile = CaFile,
        ConnectTimeout = TimeSpan.FromSeconds(ConnectTimeoutSeconds),
        Timeout = TimeSpan.FromSeconds(TimeoutSeconds),
    };

    /// <summary>Never the secrets.</summary>
    public override string ToString() => nameof(ImapOptions);
}
