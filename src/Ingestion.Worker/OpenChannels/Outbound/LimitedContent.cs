using System.Net;

namespace Ingestion.Worker.OpenChannels.Outbound;

/// <summary>An answer's body that ends in a fault when it is too long, too slow, or still compressed.</summary>
internal sealed class LimitedContent : HttpContent
{
    private readonly HttpContent _body;
    private readonly long _limit;
    private readonly TimeSpan _within;
    private readonly TimeProvider _time;

    public LimitedContent(HttpContent body, long limit, TimeSpan within, TimeProvider time)
    {
        (_body, _limit, _within, _time) = (body, limit, within, time);
        foreach (var header in body.Headers)
        {
            Headers.TryAddWithoutValidation(header.Key, header.Value);
        }
    }

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) => SerializeToStreamAsync(stream, context, CancellationToken.None);

    protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context, CancellationToken cancellationToken)
    {
        await using var body = await OpenAsync(cancellationToken);
        await body.CopyToAsync(stream, cancellationToken);
    }

    protected override Task<Stream> CreateContentReadStreamAsync() => OpenAsync(CancellationToken.None);

    protected override Task<Stream> CreateContentReadStreamAsync(CancellationToken cancellationToken) => OpenAsync(cancellationToken);

    /// <summary>Unknown: what the header says is not what comes.</summary>
    protected override bool TryComputeLength(out long length)
    {
        length = 0;
        return false;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _body.Dispose();
        }

        base.Dispose(disposing);
    }

    private async Task<Stream> OpenAsync(CancellationToken cancellationToken)
    {
        // The handler takes off one layer of what it asked for; another one, or a foreign one, is no answer to our request.
        if (Headers.ContentEncoding.Any(encoding => !string.Equals(encoding, "identity", StringComparison.OrdinalIgnoreCase)))
        {
            throw Faults.Encoded();
        }

        return new LimitedStream(await _body.ReadAsStreamAsync(cancellationToken), _limit, _within, _time);
    }
}
