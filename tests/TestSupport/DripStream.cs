namespace TestSupport;

/// <summary>A peer on paper: gives its bytes in steps of a fixed size, then ends; keeps what is written to it.</summary>
public sealed class DripStream(byte[] bytes, int step) : Stream
{
    private int given;

    public MemoryStream Written { get; } = new();

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override int Read(byte[] buffer, int offset, int count)
    {
        var size = Math.Min(Math.Min(step, count), bytes.Length - given);
        bytes.AsSpan(given, size).CopyTo(buffer.AsSpan(offset));
        given += size;
        return size;
    }

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var size = Math.Min(Math.Min(step, buffer.Length), bytes.Length - given);
        bytes.AsMemory(given, size).CopyTo(buffer);
        given += size;
        return ValueTask.FromResult(size);
    }

    public override void Write(byte[] buffer, int offset, int count) => Written.Write(buffer, offset, count);

    public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default) =>
        Written.WriteAsync(buffer, cancellationToken);

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();
}
