using Azure.Core;

namespace Ingestion.Channels.Chat.ServiceBus;

/// <summary>A body that knows whether it has begun to leave: before that nothing can have been delivered.</summary>
internal sealed class WatchedBody(ReadOnlyMemory<byte> body) : RequestContent
{
    private volatile bool _leaving;

    public bool Leaving => _leaving;

    public override async Task WriteToAsync(Stream stream, CancellationToken cancellation)
    {
        _leaving = true;
        await stream.WriteAsync(body, cancellation);
    }

    public override void WriteTo(Stream stream, CancellationToken cancellation)
    {
        _leaving = true;
        stream.Write(body.Span);
    }

    public override bool TryComputeLength(out long length)
    {
        length = body.Length;
        return true;
    }

    public override void Dispose()
    {
    }
}
