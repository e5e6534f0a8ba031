using System.Buffers;
using System.IO.Pipelines;
using Microsoft.AspNetCore.Http;

namespace Ingestion.Worker.Webhooks;

/// <summary>
/// Reads one body into a pooled buffer that grows with what has really arrived, never with what a header claims.
/// </summary>
internal sealed class RequestBody(ByteBudget budget) : IDisposable
{
    private const int FirstBytes = 4096;
    private byte[] _buffer = [];
    private int _length;
    private int _held;

    /// <summary>Valid until this is disposed.</summary>
    public ReadOnlyMemory<byte> Bytes => _buffer.AsMemory(0, _length);

    /// <summary>Returns null when the whole body is here, else why not.</summary>
    public async ValueTask<Refusal?> ReadAsync(PipeReader reader, int maxBytes, CancellationToken cancellationToken)
    {
        try
        {
            while (true)
            {
                var result = await reader.ReadAsync(cancellationToken);
                var refusal = Append(result.Buffer, maxBytes);
                reader.AdvanceTo(result.Buffer.End);
                if (refusal is not null || result.IsCompleted)
                {
                    return refusal;
                }
            }
        }
        catch (BadHttpRequestException fault)
        {
            return fault.StatusCode switch
            {
                StatusCodes.Status408RequestTimeout => Refusal.TooSlow,
                StatusCodes.Status413PayloadTooLarge => Refusal.TooLarge,
                _ => Refusal.Truncated,
            };
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            return Refusal.TooSlow;
        }
        catch (Exception fault) when (fault is IOException or OperationCanceledException)
        {
            return Refusal.CallerGone;
        }
    }

    public void Dispose()
    {
        if (_buffer.Length > 0)
        {
            ArrayPool<byte>.Shared.Return(_buffer);
            _buffer = [];
        }

        budget.Return(_held);
        _held = 0;
    }

    private Refusal? Append(ReadOnlySequence<byte> more, int maxBytes)
    {
        if (_length + more.Length > maxBytes)
        {
            return Refusal.TooLarge;
        }

        var needed = _length + (int)more.Length;
        if (needed > _buffer.Length && !Grow(needed))
        {
            return Refusal.NoMemory;
        }

        more.CopyTo(_buffer.AsSpan(_length));
        _length = needed;
        return null;
    }

    private bool Grow(int needed)
    {
        var size = Math.Max(FirstBytes, (int)System.Numerics.BitOperations.RoundUpToPowerOf2((uint)needed));
        if (!budget.TryTake(size - _held))
        {
            return false;
        }

        _held = size;
        var larger = ArrayPool<byte>.Shared.Rent(size);
        _buffer.AsSpan(0, _length).CopyTo(larger);
        if (_buffer.Length > 0)
        {
            ArrayPool<byte>.Shared.Return(_buffer);
        }

        _buffer = larger;
        return true;
    }
}
