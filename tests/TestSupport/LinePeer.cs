using System.Text;

namespace TestSupport;

/// <summary>
/// A peer on paper that answers line by line, and whose link ends after a number of bytes in either direction: reads end, writes fail.
/// </summary>
/// <param name="answers">What it says at first, then to each line.</param>
/// <param name="mostSaid">Bytes that reach the client.</param>
/// <param name="mostHeard">Bytes that the client can send.</param>
public sealed class LinePeer(IReadOnlyList<string> answers, int mostSaid, int mostHeard) : Stream
{
    private readonly Queue<byte> ready = new(Encoding.Latin1.GetBytes(answers[0]));
    private int next = 1;
    private int said;

    /// <summary>Bytes that the client has sent.</summary>
    public int Heard { get; private set; }

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
        var given = 0;
        while (given < count && said < mostSaid && ready.TryDequeue(out var one))
        {
            buffer[offset + given++] = one;
            said++;
        }

        return given;
    }

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        var bytes = new byte[buffer.Length];
        var given = Read(bytes, 0, bytes.Length);
        bytes.AsSpan(0, given).CopyTo(buffer.Span);
        return ValueTask.FromResult(given);
    }

    public override void Write(byte[] buffer, int offset, int count)
    {
        foreach (var one in buffer.AsSpan(offset, count))
        {
            if (Heard == mostHeard || said == mostSaid)
            {
                throw new IOException("the link is cut");
            }

            Heard++;
            if (one == '\n' && next < answers.Count)
            {
                foreach (var answer in Encoding.Latin1.GetBytes(answers[next++]))
                {
                    ready.Enqueue(answer);
                }
            }
        }
    }

    public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        Write(buffer.ToArray(), 0, buffer.Length);
        return ValueTask.CompletedTask;
    }

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();
}
