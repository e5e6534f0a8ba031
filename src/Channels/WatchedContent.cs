using System.Net;
using System.Net.Http.Headers;

namespace Ingestion.Channels;

/// <summary>A body that knows whether it has begun to leave: before that nothing can have been delivered.</summary>
internal sealed class WatchedContent : HttpContent
{
    private readonly ReadOnlyMemory<byte> _body;
    private volatile bool _leaving;

    public WatchedContent(ReadOnlyMemory<byte> body, string mediaType = "application/json")
    {
        _body = body;
        Headers.ContentType = new MediaTypeHeaderValue(mediaType);
    }

    public bool Leaving => _leaving;

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) =>
        SerializeToStreamAsync(stream, context, CancellationToken.None);

    protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context, CancellationToken cancellationToken)
    {
        _leaving = true;
        await stream.WriteAsync(_body, cancellationToken);
    }

    protected override bool TryComputeLength(out long length)
    {
        length = _body.Length;
        return true;
    }
}
