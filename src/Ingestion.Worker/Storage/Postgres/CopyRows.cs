using System.Buffers;
using System.Buffers.Binary;
using System.Text;
using Npgsql;

namespace Ingestion.Worker.Storage.Postgres;

/// <summary>
/// Writes the rows of a plain insert by COPY, in PostgreSQL's binary format (its documentation of COPY describes it). The server then stores
/// rows a page at a time, and neither side makes arrays of them.
/// </summary>
internal sealed class CopyRows : IDisposable
{
    private const int Chunk = 32 * 1024;
    private const long EpochTicks = 630_822_816_000_000_000;
    private static readonly int EpochDay = new DateOnly(2000, 1, 1).DayNumber;

    private byte[] buffer = ArrayPool<byte>.Shared.Rent(2 * Chunk);
    private int length;

    public static async Task RunAsync(NpgsqlConnection connection, StoreStatement rows, string text, CancellationToken cancellationToken)
    {
        await using var target = await connection.BeginRawBinaryCopyAsync(text, cancellationToken);
        try
        {
            using var copy = new CopyRows();
            copy.WriteHeader();
            for (var row = 0; row < rows.Rows; row++)
            {
                copy.WriteRow(rows.Columns, row);
                if (copy.length >= Chunk)
                {
                    await copy.FlushAsync(target, cancellationToken);
                }
            }

            BinaryPrimitives.WriteInt16BigEndian(copy.Take(2), -1);
            await copy.FlushAsync(target, cancellationToken);
        }
        catch
        {
            // Closing it would send what is there as if it were whole.
            await target.CancelAsync();
            throw;
        }
    }

    public void Dispose() => ArrayPool<byte>.Shared.Return(buffer);

    private async ValueTask FlushAsync(NpgsqlRawCopyStream target, CancellationToken cancellationToken)
    {
        await target.WriteAsync(buffer.AsMemory(0, length), cancellationToken);
        length = 0;
    }

    private void WriteHeader()
    {
        "PGCOPY\n"u8.CopyTo(Take(7));
        ReadOnlySpan<byte> rest = [0xFF, (byte)'\r', (byte)'\n', 0, 0, 0, 0, 0, 0, 0, 0, 0];
        rest.CopyTo(Take(rest.Length));
    }

    private void WriteRow(IReadOnlyList<StoreColumn> columns, int row)
    {
        BinaryPrimitives.WriteInt16BigEndian(Take(2), (short)columns.Count);
        for (var i = 0; i < columns.Count; i++)
        {
            Write(columns[i], row);
        }
    }

    private void Write(StoreColumn column, int row)
    {
        switch (column)
        {
            case StoreColumn<string?> texts:
                WriteText(texts[row]);
                break;
            case StoreColumn<long> integers:
                WriteInt64(integers[row]);
                break;
            case StoreColumn<DateTimeOffset?> times:
                WriteOptional(times[row] is { } time ? (time.UtcTicks - EpochTicks) / TimeSpan.TicksPerMicrosecond : null);
                break;
            case StoreColumn<long?> integers:
                WriteOptional(integers[row]);
                break;
            case StoreColumn<byte[]?> bytes:
                WriteBytes(bytes[row]);
                break;
            case StoreColumn<int> integers:
                WriteInt32(integers[row]);
                break;
            case StoreColumn<float?> reals:
                WriteReal(reals[row]);
                break;
            case StoreColumn<Guid> keys:
                WriteUuid(keys[row]);
                break;
            case StoreColumn<Guid?> keys:
                WriteUuid(keys[row]);
                break;
            case StoreColumn<DateOnly> days:
                WriteInt32(days[row].DayNumber - EpochDay);
                break;
            case StoreColumn<bool> flags:
                Field(1)[0] = flags[row] ? (byte)1 : (byte)0;
                break;
            default:
                throw new InvalidOperationException(column.GetType().Name);
        }
    }

    private void WriteInt32(int value) => BinaryPrimitives.WriteInt32BigEndian(Field(4), value);

    private void WriteInt64(long value) => BinaryPrimitives.WriteInt64BigEndian(Field(8), value);

    private void WriteOptional(long? value)
    {
        if (value is { } known)
        {
            WriteInt64(known);
        }
        else
        {
            WriteNull();
        }
    }

    private void WriteReal(float? value)
    {
        if (value is { } known)
        {
            BinaryPrimitives.WriteSingleBigEndian(Field(4), known);
        }
        else
        {
            WriteNull();
        }
    }

    private void WriteUuid(Guid? value)
    {
        if (value is { } known)
        {
            known.TryWriteBytes(Field(16), bigEndian: true, out _);
        }
        else
        {
            WriteNull();
        }
    }

    private void WriteBytes(byte[]? bytes)
    {
        if (bytes is null)
        {
            WriteNull();
        }
        else
        {
            bytes.CopyTo(Field(bytes.Length));
        }
    }

    private void WriteText(string? text)
    {
        if (text is null)
        {
            WriteNull();
            return;
        }

        var most = Encoding.UTF8.GetMaxByteCount(text.Length);
        Ensure(most + 4);
        var written = Encoding.UTF8.GetBytes(text, buffer.AsSpan(length + 4, most));
        BinaryPrimitives.WriteInt32BigEndian(buffer.AsSpan(length), written);
        length += written + 4;
    }

    private void WriteNull() => BinaryPrimitives.WriteInt32BigEndian(Take(4), -1);

    private Span<byte> Field(int size)
    {
        var field = Take(size + 4);
        BinaryPrimitives.WriteInt32BigEndian(field, size);
        return field[4..];
    }

    private Span<byte> Take(int size)
    {
        Ensure(size);
        var taken = buffer.AsSpan(length, size);
        length += size;
        return taken;
    }

    private void Ensure(int size)
    {
        if (buffer.Length - length >= size)
        {
            return;
        }

        var larger = ArrayPool<byte>.Shared.Rent(length + size + Chunk);
        buffer.AsSpan(0, length).CopyTo(larger);
        ArrayPool<byte>.Shared.Return(buffer);
        buffer = larger;
    }
}
