namespace Ingestion.Mail.Smtp;

/// <summary>How a submission client behaves.</summary>
public sealed record SmtpSettings
{
    /// <summary>Our name in EHLO: a full host name. Null: the address of the connection's own end (<c>[192.0.2.1]</c>).</summary>
    public string? ClientName { get; init; }

    /// <summary>How long the answer to the final dot may take (RFC 5321 §4.5.3.2.6 asks for ten minutes: giving up early makes doubles).</summary>
    public TimeSpan FinalTimeout { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>Connections at the same time.</summary>
    public int MaxConnections { get; init; } = 2;

    /// <summary>An unused connection is closed after this time.</summary>
    public TimeSpan IdleTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>A connection is replaced after this many messages.</summary>
    public int MessagesPerConnection { get; init; } = 100;
}
