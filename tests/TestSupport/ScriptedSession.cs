using System.Net.Security;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace TestSupport;

/// <summary>One connection of a <see cref="ScriptedServer"/>.</summary>
public sealed class ScriptedSession(Stream stream, List<string> heard)
{
    private Stream stream = stream;

    /// <summary>Does the server's part of a TLS handshake; what is said and heard from now on is inside. Throws <see cref="IOException"/> when the client breaks it off.</summary>
    public async Task SecureAsync(X509Certificate2 certificate)
    {
        var tls = new SslStream(stream);
        try
        {
            // Offline: else this side goes to look for issuers that the certificate names.
            await tls.AuthenticateAsServerAsync(new SslServerAuthenticationOptions
            {
                ServerCertificateContext = SslStreamCertificateContext.Create(certificate, null, offline: true),
            });
        }
        catch (AuthenticationException fault)
        {
            throw new IOException("the client broke the handshake off", fault);
        }

        stream = tls;
    }

    /// <summary>The next line without its end; throws <see cref="IOException"/> when the client has gone.</summary>
    public async Task<string> HearAsync()
    {
        var line = new List<byte>();
        var one = new byte[1];
        while (await stream.ReadAsync(one) > 0)
        {
            if (one[0] == '\n')
            {
                var text = Encoding.UTF8.GetString([.. line]).TrimEnd('\r');
                lock (heard)
                {
                    heard.Add(text);
                }

                return text;
            }

            line.Add(one[0]);
        }

        throw new IOException("the client has gone");
    }

    /// <summary>Reads lines until one equals <paramref name="last"/>.</summary>
    public async Task HearUntilAsync(string last)
    {
        while (await HearAsync() != last)
        {
        }
    }

    /// <summary>Sends the text as it is (UTF-8).</summary>
    public async Task SayAsync(string text) => await stream.WriteAsync(Encoding.UTF8.GetBytes(text));

    public async Task SayAsync(byte[] bytes) => await stream.WriteAsync(bytes);

    /// <summary>Says nothing and keeps the connection until the client says goodbye or ends it.</summary>
    public async Task StallAsync()
    {
        while (await HearAsync() is var line && line != "QUIT" && !line.EndsWith(" LOGOUT", StringComparison.Ordinal))
        {
        }
    }
}
