using System.Net;
using System.Net.Http.Headers;

namespace Ingestion.Channels.Chat.Webhook;

/// <summary>A JSON body that knows whether it has begun to leave: before that nothing can have been delivered.</summary>
internal sealed class SignedContent : HttpContent
{
    private readonly ReadOnlyMemory<byte> _body;
    private volatile bool _leaving;

    public SignedContent(ReadOnlyMemory<byte> body)
    {
        _body = body;
        Headers.ContentType = new MediaTypeHeaderValue("application/json");
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
