using System.Globalization;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Ingestion.Channels;
using Ingestion.Worker.Settings;

namespace Ingestion.Worker.OpenChannels.Media;

/// <summary>Fetches what strangers' URLs name. Each channel has its own, so that one provider's stuck connections stay its own trouble.</summary>
internal sealed class MediaFetcher : IMediaFetcher, IDisposable
{
    private const int MostRedirects = 5;

    private readonly MediaRules _rules;
    private readonly TimeSpan _silence;
    private readonly TimeSpan _whole;
    private readonly long _maxBytes;
    private readonly TimeProvider _time;
    private readonly HttpMessageInvoker _client;

    /// <param name="settings">Where it may go and how long it waits.</param>
    /// <param name="maxBytes">Longer bodies are withheld as <c>too-large</c>, decoded ones too.</param>
    /// <param name="time">Runs the time-outs.</param>
    /// <param name="resolve">Addresses of a name; null: as the machine resolves names.</param>
    /// <param name="trusted">Certificate authorities instead of the machine's; null: the machine's.</param>
    public MediaFetcher(
        MediaSettings settings,
        long maxBytes,
        TimeProvider time,
        Func<string, CancellationToken, Task<IPAddress[]>>? resolve = null,
        X509Certificate2Collection? trusted = null)
    {
        _rules = new MediaRules(settings);
        _silence = settings.SilenceTimeout;
        _whole = settings.Timeout;
        _maxBytes = maxBytes;
        _time = time;
        _client = new HttpMessageInvoker(NewHandler(new MediaDoor(_rules, resolve ?? Dns.GetHostAddressesAsync), trusted));
    }

    public async Task<AttachmentFetch> FetchAsync(MediaRequest request, Stream destination, CancellationToken cancellationToken)
    {
        using var whole = new CancellationTokenSource(_whole, _time);
        using var ends = CancellationTokenSource.CreateLinkedTokenSource(whole.Token, cancellationToken);
        try
        {
            return await FollowAsync(request, destination, ends.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw TooSlow();
        }
        catch (Exception fault) when (RefusalIn(fault))
        {
            return new AttachmentFetch("address-not-allowed");
        }
        catch (HttpRequestException) when (whole.IsCancellationRequested)
        {
            // A time-out in the middle of a line breaks the connection, and that may be what is told.
            throw TooSlow();
        }
        catch (HttpRequestException fault)
        {
            // The framework's text names the host, which a stranger chose.
            throw new ChannelFaultException("media-unreachable", $"A server with media could not be reached ({fault.HttpRequestError}).");
        }
    }

    public void Dispose() => _client.Dispose();

    private static SocketsHttpHandler NewHandler(MediaDoor door, X509Certificate2Collection? trusted)
    {
        // Certificates name addresses, too: of missing issuers and of revocation lists. Nothing is fetched from there.
        var policy = new X509ChainPolicy { DisableCertificateDownloads = true, RevocationMode = X509RevocationMode.NoCheck };
        policy.ApplicationPolicy.Add(new Oid("1.3.6.1.5.5.7.3.1"));
        if (trusted is not null)
        {
            policy.TrustMode = X509ChainTrustMode.CustomRootTrust;
            policy.CustomTrustStore.AddRange(trusted);
        }

        return new SocketsHttpHandler
        {
            ConnectCallback = door.ConnectAsync,
            SslOptions = new SslClientAuthenticationOptions { CertificateChainPolicy = policy },
            UseProxy = false,
            UseCookies = false,
            AllowAutoRedirect = false,
            AutomaticDecompression = DecompressionMethods.None,
            ActivityHeadersPropagator = null,
            MaxResponseHeadersLength = 64,
            MaxResponseDrainSize = 0,
            MaxConnectionsPerServer = 8,
            ConnectTimeout = TimeSpan.FromSeconds(15),
            PooledConnectionIdleTimeout = TimeSpan.FromSeconds(15),
            PooledConnectionLifetime = TimeSpan.FromMinutes(1),
        };
    }

    private static ChannelFaultException TooSlow() => new("media-timeout", "A server with media was too slow.");

    private static bool RefusalIn(Exception? fault)
    {
        for (; fault is not null; fault = fault.InnerException)
        {
            if (fault is AddressRefusedException)
            {
                return true;
            }
        }

        return false;
    }

    private async Task<AttachmentFetch> FollowAsync(MediaRequest request, Stream destination, CancellationToken cancellationToken)
    {
        var url = request.Url;
        var authorization = request.Authorization;
        for (var redirects = 0; ; redirects++)
        {
            if (_rules.WhyNot(url) is { } reason)
            {
                return new AttachmentFetch(reason);
            }

            // Once the way has left the provider's hosts, credentials stay behind: who leads it back chooses what is asked for in our name.
            authorization = CredentialHosts.Include(request.CredentialHosts, url) ? authorization : null;
            using var message = new HttpRequestMessage(HttpMethod.Get, url);
            message.Headers.Authorization = authorization;
            message.Headers.TryAddWithoutValidation("User-Agent", "ingestion-worker");
            message.Headers.TryAddWithoutValidation("Accept", "*/*");
            message.Headers.TryAddWithoutValidation("Accept-Encoding", "identity");
            using var response = await AnswerAsync(message, cancellationToken);
            if ((int)response.StatusCode is not (301 or 302 or 303 or 307 or 308))
            {
                return await TakeAsync(response, destination, cancellationToken);
            }

            if (redirects == MostRedirects)
            {
                return new AttachmentFetch("too-many-redirects");
            }

            if (response.Headers.Location is not { } location || !Uri.TryCreate(url, location, out var next) || (url.Scheme == Uri.UriSchemeHttps && next.Scheme != Uri.UriSchemeHttps))
            {
                return new AttachmentFetch("redirect-not-allowed");
            }

            url = next;
        }
    }

    private async Task<HttpResponseMessage> AnswerAsync(HttpRequestMessage message, CancellationToken cancellationToken)
    {
        using var silence = new CancellationTokenSource(_silence, _time);
        using var ends = CancellationTokenSource.CreateLinkedTokenSource(silence.Token, cancellationToken);
        return await _client.SendAsync(message, ends.Token);
    }

    private async Task<AttachmentFetch> TakeAsync(HttpResponseMessage response, Stream destination, CancellationToken cancellationToken)
    {
        if (response.StatusCode != HttpStatusCode.OK)
        {
            return MediaStatus.Verdict(response, _time);
        }

        if (response.Content.Headers.ContentLength > _maxBytes)
        {
            return new AttachmentFetch("too-large");
        }

        await using var body = MediaEncoding.Decode(response.Content.Headers.ContentEncoding, await response.Content.ReadAsStreamAsync(cancellationToken));
        if (body is null)
        {
            return new AttachmentFetch("encoding-not-supported");
        }

        return await CopyAsync(body, destination, cancellationToken)
            ? AttachmentFetch.Kept with { MediaType = MediaTypeOf(response) }
            : new AttachmentFetch("too-large");
    }

    /// <summary>False when there is more than may be kept.</summary>
    private async Task<bool> CopyAsync(Stream body, Stream destination, CancellationToken cancellationToken)
    {
        var buffer = new byte[64 * 1024];
        for (var left = _maxBytes; ;)
        {
            var got = await ReadAsync(body, buffer, cancellationToken);
            if (got == 0)
            {
                return true;
            }

            left -= got;
            if (left < 0)
            {
                return false;
            }

            await destination.WriteAsync(buffer.AsMemory(0, got), cancellationToken);
        }
    }

    private async Task<int> ReadAsync(Stream body, byte[] buffer, CancellationToken cancellationToken)
    {
        using var silence = new CancellationTokenSource(_silence, _time);
        using var ends = CancellationTokenSource.CreateLinkedTokenSource(silence.Token, cancellationToken);
        try
        {
            return await body.ReadAsync(buffer, ends.Token);
        }
        catch (Exception fault) when (fault is IOException or InvalidDataException or HttpRequestException)
        {
            throw new ChannelFaultException("media-cut", string.Create(CultureInfo.InvariantCulture, $"A server with media broke off ({fault.GetType().Name})."));
        }
    }

    private static string? MediaTypeOf(HttpResponseMessage response) =>
        response.Content.Headers.ContentType?.MediaType is { Length: > 0 and <= 127 } type ? type.ToLowerInvariant() : null;
}
