namespace Ingestion.Worker.OpenChannels.Outbound;

/// <summary>Reads at most so many bytes in at most that time; more of either is a fault.</summary>
internal sealed class LimitedStream(Stream inner, long limit, TimeSpan within, TimeProvider time) : Stream
{
    private readonly CancellationTokenSource _late = new(within, time);
    private long _read;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => _read;
        set => throw new NotSupportedException();
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, _late.Token);
        int read;
        try
        {
            read = await inner.ReadAsync(buffer, either.Token);
        }
        catch (OperationCanceledException cause) when (_late.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            throw Faults.NotAnswered(cause);
        }

        _read += read;
        return _read <= limit ? read : throw Faults.TooLarge(limit);
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _late.Dispose();
            inner.Dispose();
        }

        base.Dispose(disposing);
    }
}
