namespace Ingestion.Mail.Transport;

/// <summary>The codes of <see cref="MailException.Code"/>: short, stable, fit for logs and metrics.</summary>
public static class MailFault
{
    /// <summary>No TCP connection: name unknown, port closed, no route.</summary>
    public const string Unreachable = "unreachable";

    /// <summary>The server did not answer in time.</summary>
    public const string Timeout = "timeout";

    /// <summary>The connection ended in the middle.</summary>
    public const string ConnectionLost = "connection-lost";

    /// <summary>The server said goodbye: overloaded, restarting, or idle for too long.</summary>
    public const string ServerBye = "server-bye";

    /// <summary>Wrong user, password or right. Trying again soon may lock the account.</summary>
    public const string LoginRefused = "login-refused";

    /// <summary>The server offers no login on this connection of the kind that is configured: by password, or by access token.</summary>
    public const string LoginDisabled = "login-disabled";

    /// <summary>No access token can be had now; trying again may help.</summary>
    public const string TokenUnavailable = "token-unavailable";

    /// <summary>No access token will be had until somebody changes something: the client's secret, the consent, the token's file.</summary>
    public const string TokenRefused = "token-refused";

    /// <summary>The server works but cannot serve this now (UNAVAILABLE, INUSE, LIMIT of RFC 5530; 4xx of SMTP).</summary>
    public const string Unavailable = "unavailable";

    /// <summary>The server understood the command and said no.</summary>
    public const string Refused = "refused";

    /// <summary>The server said something that the protocol does not know, or more than the limits allow.</summary>
    public const string Protocol = "protocol";

    /// <summary>TLS is required and STARTTLS is not offered or refused: an old server, or somebody in the middle removed it.</summary>
    public const string TlsNotOffered = "tls-not-offered";

    /// <summary>The server greeted as already logged in before TLS was up (RFC 9051 §11.1).</summary>
    public const string TlsPreauth = "tls-preauth";

    /// <summary>Something was said between the consent to STARTTLS and TLS itself: somebody in the middle added it. Nothing of it was used.</summary>
    public const string TlsInjected = "tls-injected";

    /// <summary>The TLS handshake failed for another reason than the certificate.</summary>
    public const string TlsFailed = "tls-failed";

    public const string CertificateExpired = "certificate-expired";

    /// <summary>The certificate is made out to another name.</summary>
    public const string CertificateWrongHost = "certificate-wrong-host";

    /// <summary>Self-signed, or of an authority that neither the system nor the CA file trusts.</summary>
    public const string CertificateUntrusted = "certificate-untrusted";

    public const string CertificateInvalid = "certificate-invalid";

    /// <summary>The configured CA file is missing or holds no certificate.</summary>
    public const string CaFile = "ca-file-unreadable";
}
