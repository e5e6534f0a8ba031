using System.ComponentModel.DataAnnotations;
using Ingestion.Mail.Smtp;
using Ingestion.Mail.Transport;

namespace Ingestion.Channels.Email.Smtp;

/// <summary>A submission server and the identity under which we write.</summary>
public sealed record SmtpOptions
{
    /// <summary>Name of the server; its certificate must be made out to it.</summary>
    [Required]
    public string Host { get; init; } = "";

    /// <summary>Default: 465 with Tls, 587 with StartTls, 25 with None.</summary>
    [Range(1, 65535)]
    public int? Port { get; init; }

    /// <summary>Tls (from the first byte), StartTls (required, never skipped) or None (everything readable on the way; only for the own machine).</summary>
    public MailSecurity Security { get; init; } = MailSecurity.Tls;

    /// <summary>Login name; without it there is no login.</summary>
    public string? User { get; init; }

    /// <summary>
    /// Password or app password. Better given as a key file or environment variable than in a settings file. A login has one of this,
    /// AccessTokenFile and OAuth.
    /// </summary>
    public string? Password { get; init; }

    /// <summary>File with an OAuth 2.0 access token that somebody else keeps fresh. Read again at every login.</summary>
    public string? AccessTokenFile { get; init; }

    /// <summary>Where to get OAuth 2.0 access tokens.</summary>
    public OAuthOptions? OAuth { get; init; }

    /// <summary>The address that customers see. The account must be allowed to use it.</summary>
    [Required]
    public string From { get; init; } = "";

    /// <summary>The name that customers see beside it. Default: the organisation's name.</summary>
    public string? FromName { get; init; }

    /// <summary>Where customers' answers go. Default: <see cref="From"/>.</summary>
    public string? ReplyTo { get; init; }

    /// <summary>
    /// The envelope sender, to which bounces go. Default: the null sender, to which nobody answers automatically (RFC 3834 §3.3). An address
    /// given here must be one whose mail is never answered; reports of failures are asked for, of nothing else.
    /// </summary>
    public string? EnvelopeSender { get; init; }

    /// <summary>Used instead of the null sender once the server has refused that one; some submission services do. No reports are asked for.</summary>
    public string? FallbackEnvelopeSender { get; init; }

    /// <summary>Our name in EHLO, a full host name. Default: the connection's own address.</summary>
    [RegularExpression(@"^[A-Za-z0-9\[][A-Za-z0-9.:\[\]-]{0,252}$", MatchTimeoutInMilliseconds = 1000)]
    public string? ClientName { get; init; }

    /// <summary>PEM file with further trusted authorities, for servers with certificates of an own one.</summary>
    public string? CaFile { get; init; }

    /// <summary>Connections at the same time.</summary>
    [Range(1, 20)]
    public int MaxConnections { get; init; } = 2;

    /// <summary>An unused connection is closed after this time, in seconds.</summary>
    [Range(1, 600)]
    public int IdleTimeoutSeconds { get; init; } = 30;

    /// <summary>Limit for connecting, in seconds.</summary>
    [Range(1, 300)]
    public int ConnectTimeoutSeconds { get; init; } = 20;

    /// <summary>Limit for one answer of the server, in seconds.</summary>
    [Range(2, 600)]
    public int TimeoutSeconds { get; init; } = 60;

    /// <summary>Limit for the answer to the whole message, in seconds. Giving up early makes the customer get it twice (RFC 5321 §4.5.3.2.6: ten minutes).</summary>
    [Range(2, 1800)]
    public int FinalTimeoutSeconds { get; init; } = 600;

    internal MailEndpoint Endpoint => new()
    {
        Host = Host,
        Port = Port ?? Security switch { MailSecurity.Tls => 465, MailSecurity.StartTls => 587, _ => 25 },
        Security = Security,
        CaFile = CaFile,
        ConnectTimeout = TimeSpan.FromSeconds(ConnectTimeoutSeconds),
        Timeout = TimeSpan.FromSeconds(TimeoutSeconds),
    };

    internal SmtpSettings Settings => new()
    {
        ClientName = ClientName,
        FinalTimeout = TimeSpan.FromSeconds(FinalTimeoutSeconds),
        MaxConnections = MaxConnections,
        IdleTimeout = TimeSpan.FromSeconds(IdleTimeoutSeconds),
    };

    /// <summary>Never the password.</summary>
    public override string ToString() => nameof(SmtpOptions);
}
