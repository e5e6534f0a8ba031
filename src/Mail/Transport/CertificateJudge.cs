using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Ingestion.Mail.Transport;

/// <summary>Decides about one server's certificate and remembers why it was refused. Always the full check; a CA file only adds roots.</summary>
internal sealed class CertificateJudge(string host, X509Certificate2Collection? roots)
{
    /// <summary>A code of <see cref="MailFault"/>, or null while nothing was refused.</summary>
    public string? Fault { get; private set; }

    /// <summary>Reads the extra roots; throws <see cref="MailException"/> with <see cref="MailFault.CaFile"/>.</summary>
    public static X509Certificate2Collection? LoadRoots(string? caFile)
    {
        if (string.IsNullOrEmpty(caFile))
        {
            return null;
        }

        var roots = new X509Certificate2Collection();
        try
        {
            roots.ImportFromPemFile(caFile);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or CryptographicException)
        {
            throw new MailException(MailFault.CaFile, $"the CA file {caFile} cannot be read: {fault.Message}", fault);
        }

        return roots.Count > 0
            ? roots
            : throw new MailException(MailFault.CaFile, $"the CA file {caFile} holds no certificate");
    }

    public bool Accepts(object sender, X509Certificate? certificate, X509Chain? chain, SslPolicyErrors errors)
    {
        var status = errors.HasFlag(SslPolicyErrors.RemoteCertificateChainErrors) ? StatusOf(chain) : X509ChainStatusFlags.NoError;
        if (status != X509ChainStatusFlags.NoError && roots is not null && certificate is X509Certificate2 leaf)
        {
            status = StatusUnderOwnRoots(leaf, chain);
        }

        Fault = errors switch
        {
            _ when certificate is null || errors.HasFlag(SslPolicyErrors.RemoteCertificateNotAvailable) => MailFault.CertificateInvalid,
            _ when status.HasFlag(X509ChainStatusFlags.NotTimeValid) => MailFault.CertificateExpired,
            _ when errors.HasFlag(SslPolicyErrors.RemoteCertificateNameMismatch) => MailFault.CertificateWrongHost,
            _ when (status & (X509ChainStatusFlags.UntrustedRoot | X509ChainStatusFlags.PartialChain)) != 0 => MailFault.CertificateUntrusted,
            _ when status != X509ChainStatusFlags.NoError => MailFault.CertificateInvalid,
            _ => null,
        };
        return Fault is null;
    }

    public MailException Refusal(Exception? inner) => Fault switch
    {
        MailFault.CertificateExpired => new(Fault, $"the certificate of {host} has expired or is not valid yet", inner),
        MailFault.CertificateWrongHost => new(Fault, $"the certificate shown is not made out to {host}", inner),
        MailFault.CertificateUntrusted => new(Fault, $"the certificate of {host} is self-signed or of an unknown authority", inner),
        MailFault.CertificateInvalid => new(Fault, $"the certificate of {host} is not valid", inner),
        _ => new(MailFault.TlsFailed, $"the TLS handshake with {host} failed", inner),
    };

    private X509ChainStatusFlags StatusUnderOwnRoots(X509Certificate2 leaf, X509Chain? shown)
    {
        using var own = new X509Chain();
        own.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        own.ChainPolicy.CustomTrustStore.AddRange(roots!);
        own.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        own.ChainPolicy.ApplicationPolicy.Add(new Oid("1.3.6.1.5.5.7.3.1"));
        if (shown is not null)
        {
            own.ChainPolicy.ExtraStore.AddRange(shown.ChainPolicy.ExtraStore);
        }

        return own.Build(leaf) ? X509ChainStatusFlags.NoError : StatusOf(own);
    }

    private static X509ChainStatusFlags StatusOf(X509Chain? chain) =>
        chain?.ChainStatus.Aggregate(X509ChainStatusFlags.NoError, (all, one) => all | one.Status) is { } flags and not X509ChainStatusFlags.NoError
            ? flags
            : X509ChainStatusFlags.PartialChain;
}
