using System.Net;
using System.Text;
using Ingestion.Channels;
using Ingestion.Worker.OpenChannels.Media;
using Ingestion.Worker.Settings;

namespace Ingestion.Worker.Tests.OpenChannels.Media;

/// <summary>A fetcher whose names a test resolves, and what it fetched.</summary>
internal sealed class MediaBench : IDisposable
{
    private readonly MediaFetcher _fetcher;
    private int _asked;

    /// <param name="names">Addresses of a name, by how often names were asked for before.</param>
    public MediaBench(MediaSettings settings, Func<string, int, string[]>? names = null, TestAuthority? trusted = null, long maxBytes = 1024 * 1024) =>
        _fetcher = new MediaFetcher(
            settings,
            maxBytes,
            TimeProvider.System,
            (name, _) => Task.FromResult((names ?? ((_, _) => ["127.0.0.1"]))(name, _asked++).Select(IPAddress.Parse).ToArray()),
            trusted?.Trusted);

    public int NamesAsked => _asked;

    public MemoryStream Got { get; private set; } = new();

    public string Text => Encoding.UTF8.GetString(Got.ToArray());

    public Task<AttachmentFetch> FetchAsync(string url, CancellationToken cancellationToken = default) => FetchAsync(new MediaRequest(new Uri(url)), cancellationToken);

    public Task<AttachmentFetch> FetchAsync(MediaRequest request, CancellationToken cancellationToken = default)
    {
        Got = new MemoryStream();
        return _fetcher.FetchAsync(request, Got, cancellationToken);
    }

    public void Dispose() => _fetcher.Dispose();
}
