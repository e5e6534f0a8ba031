namespace Ingestion.Mail.Transport;

/// <summary>Where a mail server is and how to talk to it.</summary>
public sealed record MailEndpoint
{
    /// <summary>Name or address; the certificate must be made out to it.</summary>
    public required string Host { get; init; }

    public required int Port { get; init; }

    public MailSecurity Security { get; init; } = MailSecurity.Tls;

    /// <summary>PEM file with further trusted certificates, beside those of the system. Read at every connection, so that it can be replaced.</summary>
    public string? CaFile { get; init; }

    /// <summary>Limit for name look-up, TCP, TLS and greeting together.</summary>
    public TimeSpan ConnectTimeout { get; init; } = TimeSpan.FromSeconds(20);

    /// <summary>Limit for one answer, or for 64 KB of a long one.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(60);

    public override string ToString() => $"{Host}:{Port.ToString(System.Globalization.CultureInfo.InvariantCulture)}";
}
