using System.Buffers;
using System.Buffers.Binary;
using System.Text;
using System.Text.Json;

namespace Ingestion.Channels.Sms.Twilio;

/// <summary>
/// Where the poll stands. Time is cut into stretches; for each one that polls still look back at, the sum over what was offered is kept. A stretch
/// whose sum in the list differs is offered again: the inbox knows the messages that it has.
/// </summary>
internal sealed class TwilioCursor
{
    /// <summary>What 4,000 characters hold; a round never needs more than 328.</summary>
    private const int MostSums = 340;

    private readonly List<ulong> _sums = [];

    private TwilioCursor(long first) => First = first;

    /// <summary>The first stretch whose sum is kept.</summary>
    public long First { get; private set; }

    /// <summary>The stretch in which a round was left; null between rounds.</summary>
    public long? Resume { get; set; }

    /// <summary>The stretch of the clock in which that round began.</summary>
    public long Begun { get; set; }

    /// <summary>The message that was offered last, and its time.</summary>
    public (long At, string Sid)? Last { get; set; }

    public static TwilioCursor From(long first) => new(first);

    public ulong this[long stretch]
    {
        get => stretch >= First && stretch - First < _sums.Count ? _sums[(int)(stretch - First)] : 0;
        set
        {
            if (stretch < First || stretch - First >= MostSums)
            {
                return;
            }

            while (_sums.Count <= stretch - First)
            {
                _sums.Add(0);
            }

            _sums[(int)(stretch - First)] = value;
        }
    }

    /// <summary>Forgets what no poll looks back at any more.</summary>
    public void ForgetBefore(long stretch)
    {
        if (stretch > First)
        {
            _sums.RemoveRange(0, (int)Math.Min(_sums.Count, stretch - First));
            First = stretch;
        }
    }

    /// <param name="length">Seconds of a stretch: sums over others mean nothing.</param>
    public string Write(long length)
    {
        var buffer = new ArrayBufferWriter<byte>(512);
        var sums = new byte[_sums.Count * sizeof(ulong)];
        for (var n = 0; n < _sums.Count; n++)
        {
            BinaryPrimitives.WriteUInt64BigEndian(sums.AsSpan(n * sizeof(ulong)), _sums[n]);
        }

        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteNumber("s", length);
            json.WriteNumber("f", First);
            json.WriteBase64String("d", sums);
            if (Resume is { } resume)
            {
                json.WriteNumber("r", resume);
                json.WriteNumber("b", Begun);
            }

            if (Last is { } last)
            {
                json.WriteNumber("t", last.At);
                json.WriteString("m", last.Sid);
            }

            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    /// <summary>Null for what <see cref="Write"/> did not write. Sums over stretches of another length are dropped: all of them are offered again.</summary>
    public static TwilioCursor? Read(string? text, long length)
    {
        if (string.IsNullOrEmpty(text))
        {
            return null;
        }

        try
        {
            using var json = JsonDocument.Parse(text);
            var root = json.RootElement;
            var (was, first) = (root.GetProperty("s").GetInt64(), root.GetProperty("f").GetInt64());
            if (was != length)
            {
                return was > 0 ? new TwilioCursor(first * was / length) : null;
            }

            var cursor = new TwilioCursor(first);
            var sums = root.GetProperty("d").GetBytesFromBase64();
            for (var at = 0; at + sizeof(ulong) <= sums.Length; at += sizeof(ulong))
            {
                cursor._sums.Add(BinaryPrimitives.ReadUInt64BigEndian(sums.AsSpan(at)));
            }

            cursor.Resume = root.TryGetProperty("r", out var resume) ? resume.GetInt64() : null;
            cursor.Begun = root.TryGetProperty("b", out var begun) ? begun.GetInt64() : 0;
            cursor.Last = root.TryGetProperty("t", out var at0) && root.TryGetProperty("m", out var sid) ? (at0.GetInt64(), sid.GetString()!) : null;
            return cursor;
        }
        catch (Exception fault) when (fault is JsonException or KeyNotFoundException or InvalidOperationException or FormatException)
        {
            return null;
        }
    }
}
