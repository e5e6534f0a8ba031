using System.Buffers;
using System.IO.Pipelines;
using System.Numerics;
using Microsoft.AspNetCore.Http;

namespace Ingestion.Worker.Webhooks;

/// <summary>
/// Reads one body. One that is here already is looked at where it lies; any other goes into a pooled buffer that grows with what has really
/// arrived, never with what a header claims.
/// </summary>
internal sealed class RequestBody(PipeReader reader, ByteBudget budget) : IDisposable
{
    private const int FirstBytes = 4096;

    /// <summary>What most programs send, often in two pieces.</summary>
    private const int SmallBytes = 16_384;
    private ReadOnlySequence<byte>? _inPlace;
    private byte[] _buffer = [];
    private int _length;
    private int _held;

    /// <summary>Valid until this is disposed.</summary>
    public ReadOnlyMemory<byte> Bytes => _inPlace?.First ?? _buffer.AsMemory(0, _length);

    /// <summary>Returns null when the whole body is here, else why not.</summary>
    public async ValueTask<Refusal?> ReadAsync(int maxBytes, CancellationToken cancellationToken)
    {
        try
        {
            while (true)
            {
                var result = await NextAsync(cancellationToken);
                if (result.IsCanceled)
                {
                    reader.AdvanceTo(result.Buffer.Start);
                    return Refusal.TooSlow;
                }

                if (_length == 0 && result.IsCompleted && result.Buffer.IsSingleSegment)
                {
                    return Keep(result.Buffer, maxBytes);
                }

                var refusal = Append(result.Buffer, maxBytes, result.IsCompleted);
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
        catch (Exception fault) when (fault is IOException or OperationCanceledException)
        {
            return Refusal.CallerGone;
        }
    }

    /// <summary>A read that a token ended would stay open for Kestrel, which would say so as an error of ours; one that is called off is over.</summary>
    private async ValueTask<ReadResult> NextAsync(CancellationToken cancellationToken)
    {
        var reading = reader.ReadAsync(CancellationToken.None);
        if (reading.IsCompleted)
        {
            return await reading;
        }

        using var deadline = cancellationToken.UnsafeRegister(static reader => ((PipeReader)reader!).CancelPendingRead(), reader);
        return await reading;
    }

    public void Dispose()
    {
        if (_inPlace is { } sequence)
        {
            reader.AdvanceTo(sequence.End);
            _inPlace = null;
        }

        GiveBack();
        _buffer = [];
        budget.Return(_held);
        _held = 0;
    }

    private Refusal? Keep(ReadOnlySequence<byte> whole, int maxBytes)
    {
        _inPlace = whole;
        if (whole.Length > maxBytes)
        {
            return Refusal.TooLarge;
        }

        if (!budget.TryTake((int)whole.Length))
        {
            return Refusal.NoMemory;
        }

        _held = (int)whole.Length;
        return null;
    }

    private Refusal? Append(ReadOnlySequence<byte> more, int maxBytes, bool isLast)
    {
        if (_length + more.Length > maxBytes)
        {
            return Refusal.TooLarge;
        }

        var needed = _length + (int)more.Length;
        if (needed > _buffer.Length && !Grow(needed, maxBytes, isLast))
        {
            return Refusal.NoMemory;
        }

        more.CopyTo(_buffer.AsSpan(_length));
        _length = needed;
        return null;
    }

    private bool Grow(int needed, int maxBytes, bool isLast)
    {
        var size = Math.Min(Math.Max(FirstBytes, (int)BitOperations.RoundUpToPowerOf2((uint)needed)), Math.Max(maxBytes, FirstBytes));
        if (!(isLast ? budget.TryTake(size - _held) : budget.TryTakeForTrickling(size - _held, size <= SmallBytes)))
        {
            return false;
        }

        _held = size;
        // The pool would give the next power of two, which is more than was taken of the budget.
        var larger = BitOperations.IsPow2(size) ? ArrayPool<byte>.Shared.Rent(size) : GC.AllocateUninitializedArray<byte>(size);
        _buffer.AsSpan(0, _length).CopyTo(larger);
        GiveBack();
        _buffer = larger;
        return true;
    }

    private void GiveBack()
    {
        if (_buffer.Length > 0 && BitOperations.IsPow2(_buffer.Length))
        {
            ArrayPool<byte>.Shared.Return(_buffer);
        }
    }
}
