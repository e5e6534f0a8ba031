using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Ingestion.Mail.Smtp;
using Ingestion.Mail.Transport;
using Mail.Tests.Transport;
using TestSupport;
using Xunit;

namespace Mail.Tests.Smtp;

/// <summary>A server that would write down whatever it is told learns no secret behind a bad certificate.</summary>
public sealed class SmtpCertificateTests : IDisposable
{
    private static readonly DateTimeOffset Start = new(2020, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private readonly TempFolder folder = new();
    private readonly X509Certificate2 authority;

    public SmtpCertificateTests()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=authority", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        authority = request.CreateSelfSigned(Start, Start.AddYears(80));
        File.WriteAllText(AuthorityFile, authority.ExportCertificatePem());
    }

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private string AuthorityFile => Path.Combine(folder.Path, "ca.pem");

    [Theory]
    [InlineData("good", null)]
    [InlineData("expired", MailFault.CertificateExpired)]
    [InlineData("future", MailFault.CertificateExpired)]
    [InlineData("wrong host", MailFault.CertificateWrongHost)]
    [InlineData("self-signed", MailFault.CertificateUntrusted)]
    public async Task Send_Certificate_SecretsOnlyBehindAGoodOne(string kind, string? code)
    {
        using var certificate = Issue(kind);
        foreach (var security in new[] { MailSecurity.Tls, MailSecurity.StartTls })
        {
            foreach (var credentials in new[] { new MailCredentials("user", "secret"), new MailCredentials("user", new TokensInTurn("token")) })
            {
                await using var server = Server(certificate, security);
                await using var client = new SmtpClient(
                    new() { Host = "127.0.0.1", Port = server.Port, Security = security, CaFile = AuthorityFile, Timeout = TimeSpan.FromMinutes(1) },
                    credentials,
                    new() { ClientName = "w.example" });

                var result = await client.SendAsync(new("", "a@kunde.example"), "Subject: x\r\n\r\nbody\r\n"u8.ToArray(), Stop);

                Assert.Equal((SmtpOutcome.Later, code ?? "smtp-535"), (result.Outcome, result.Reason));
                Assert.True(result.AccountFault);
                string[] open = security == MailSecurity.StartTls ? ["EHLO w.example", "STARTTLS"] : [];
                string[] hidden = code is null ? ["EHLO w.example", server.Heard.Single(line => line.StartsWith("AUTH ", StringComparison.Ordinal))] : [];
                Assert.Equal([.. open, .. hidden], server.Heard.Where(line => line != "QUIT"));
            }
        }
    }

    public void Dispose()
    {
        authority.Dispose();
        folder.Dispose();
    }

    private static ScriptedServer Server(X509Certificate2 certificate, MailSecurity security) => new(async session =>
    {
        if (security == MailSecurity.Tls)
        {
            await session.SecureAsync(certificate);
        }

        await session.SayAsync("220 script ESMTP\r\n");
        await session.HearAsync();
        await session.SayAsync("250-script\r\n250-AUTH PLAIN XOAUTH2\r\n250 STARTTLS\r\n");
        if (security == MailSecurity.StartTls)
        {
            await session.HearUntilAsync("STARTTLS");
            await session.SayAsync("220 go\r\n");
            await session.SecureAsync(certificate);
            await session.HearAsync();
            await session.SayAsync("250-script\r\n250 AUTH PLAIN XOAUTH2\r\n");
        }

        await session.HearAsync();
        await session.SayAsync("535 no\r\n");
        await session.StallAsync();
    });

    private X509Certificate2 Issue(string kind)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=server", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddIpAddress(kind == "wrong host" ? IPAddress.Parse("192.0.2.1") : IPAddress.Loopback);
        request.CertificateExtensions.Add(names.Build());
        var (from, until) = kind switch
        {
            "expired" => (Start, Start.AddYears(1)),
            "future" => (Start.AddYears(70), Start.AddYears(79)),
            _ => (Start, Start.AddYears(79)),
        };
        using var bare = kind == "self-signed" ? request.CreateSelfSigned(from, until) : Signed(request, key, from, until);
        return X509CertificateLoader.LoadPkcs12(bare.Export(X509ContentType.Pkcs12), null);
    }

    private X509Certificate2 Signed(CertificateRequest request, ECDsa key, DateTimeOffset from, DateTimeOffset until)
    {
        using var signed = request.Create(authority, from, until, [1, 2, 3, 4]);
        return signed.CopyWithPrivateKey(key);
    }
}
