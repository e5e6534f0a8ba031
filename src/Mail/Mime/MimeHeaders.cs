using System.Collections;

namespace Ingestion.Mail.Mime;

/// <summary>The header fields of a part in their order, repeats kept. Nothing is decoded before it is asked for.</summary>
public sealed class MimeHeaders : IReadOnlyList<MimeHeader>
{
    private readonly ReadOnlyMemory<byte> _raw;
    private readonly HeaderSlot[] _slots;

    internal MimeHeaders(ReadOnlyMemory<byte> raw, HeaderSlot[] slots)
    {
        _raw = raw;
        _slots = slots;
    }

    internal static MimeHeaders Empty { get; } = new(default, []);

    /// <summary>The part that these fields describe: its text tells which charset raw bytes in them probably have.</summary>
    internal MimePart? Owner { get; set; }

    internal Func<string?> NearbyCharset => field ??= () => Owner?.NearbyCharset();

    public int Count => _slots.Length;

    public MimeHeader this[int index]
    {
        get
        {
            ref readonly var slot = ref _slots[index];
            return new MimeHeader(this, _raw.Slice(slot.Start, slot.Length), slot.NameLength, slot.ValueOffset);
        }
    }

    public bool Contains(string name) => IndexOf(name) >= 0;

    /// <summary>The first field of that name.</summary>
    public MimeHeader? Find(string name) => IndexOf(name) is >= 0 and var index ? this[index] : null;

    /// <summary>The first field's value decoded for people, or null.</summary>
    public string? Value(string name) => Find(name)?.Value;

    /// <summary>The first field's value unfolded but not decoded, or null.</summary>
    public string? Unfolded(string name) => Find(name)?.Unfolded;

    /// <summary>All fields of that name, in order.</summary>
    public IEnumerable<MimeHeader> All(string name)
    {
        for (var i = 0; i < _slots.Length; i++)
        {
            if (this[i].Is(name))
            {
                yield return this[i];
            }
        }
    }

    public IEnumerator<MimeHeader> GetEnumerator()
    {
        for (var i = 0; i < _slots.Length; i++)
        {
            yield return this[i];
        }
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private int IndexOf(string name)
    {
        var raw = _raw.Span;
        for (var i = 0; i < _slots.Length; i++)
        {
            ref readonly var slot = ref _slots[i];
            if (slot.NameLength == name.Length && System.Text.Ascii.EqualsIgnoreCase(raw.Slice(slot.Start, slot.NameLength), name))
            {
                return i;
            }
        }

        return -1;
    }
}
