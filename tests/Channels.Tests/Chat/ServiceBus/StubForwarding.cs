namespace Channels.Tests.Chat.ServiceBus;

/// <summary>Sends every request, whatever host it was for, to one port on loopback without TLS, and says in a header which host it was.</summary>
internal sealed class StubForwarding(int port) : DelegatingHandler(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false })
{
    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        request.Headers.Add("X-Was-For", request.RequestUri!.Host);
        request.RequestUri = new UriBuilder(request.RequestUri) { Scheme = "http", Host = "127.0.0.1", Port = port }.Uri;
        return base.SendAsync(request, cancellationToken);
    }
}
