using System.Globalization;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;

namespace Ingestion.Channels.Chat.Webhook;

/// <summary>Resolves, connects and makes the TLS handshake with the callback's host, and sends no request: a test message would reach somebody.</summary>
internal sealed class CallbackTest(Uri? callback, int secrets) : IConnectionTest
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(10);

    public async Task<ConnectionReport> TestAsync(CancellationToken cancellationToken)
    {
        var keys = secrets == 1 ? "1 secret" : string.Create(CultureInfo.InvariantCulture, $"{secrets} secrets");
        if (callback is null)
        {
            return new ConnectionReport(true, $"receives only (no CallbackUrl), {keys}");
        }

        var place = string.Create(CultureInfo.InvariantCulture, $"{callback.IdnHost}:{callback.Port}");
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(Limit);
        try
        {
            using var client = new TcpClient();
            await client.ConnectAsync(callback.IdnHost, callback.Port, limit.Token);
            if (callback.Scheme == Uri.UriSchemeHttp)
            {
                return new ConnectionReport(true, $"{place} answers, without TLS, {keys}");
            }

            await using var tls = new SslStream(client.GetStream());
            await tls.AuthenticateAsClientAsync(new SslClientAuthenticationOptions { TargetHost = callback.IdnHost }, limit.Token);
            return new ConnectionReport(true, $"{place} answers, {Named(tls.SslProtocol)}, {keys}");
        }
        catch (SocketException fault) when (fault.SocketErrorCode is SocketError.HostNotFound or SocketError.NoData or SocketError.TryAgain)
        {
            return new ConnectionReport(false, $"{place}: the name is not found; check CallbackUrl and DNS");
        }
        catch (SocketException fault)
        {
            return new ConnectionReport(false, $"{place}: no connection ({fault.SocketErrorCode}); is the callback running and the firewall open?");
        }
        catch (AuthenticationException)
        {
            return new ConnectionReport(false, $"{place}: its TLS certificate is not accepted (name, date or issuer)");
        }
        catch (IOException)
        {
            return new ConnectionReport(false, $"{place}: the connection was closed during the TLS handshake");
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return new ConnectionReport(false, $"{place}: no answer within {Limit.TotalSeconds.ToString(CultureInfo.InvariantCulture)} s");
        }
    }

    private static string Named(SslProtocols protocol) => protocol switch
    {
        SslProtocols.Tls13 => "TLS 1.3",
        SslProtocols.Tls12 => "TLS 1.2",
        _ => protocol.ToString(),
    };
}
