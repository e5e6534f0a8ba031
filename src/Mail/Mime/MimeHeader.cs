namespace Ingestion.Mail.Mime;

/// <summary>One header field. Its texts are made when they are asked for.</summary>
public readonly struct MimeHeader
{
    private readonly ReadOnlyMemory<byte> _raw;
    private readonly int _nameLength;
    private readonly int _valueStart;
    private readonly MimeHeaders _all;

    internal MimeHeader(MimeHeaders all, ReadOnlyMemory<byte> raw, int nameLength, int valueStart)
    {
        _all = all;
        _raw = raw;
        _nameLength = nameLength;
        _valueStart = valueStart;
    }

    /// <summary>As written; well-known names come from a table and cost nothing.</summary>
    public string Name => HeaderNames.Intern(RawName);

    /// <summary>The name's bytes.</summary>
    public ReadOnlySpan<byte> RawName => _raw.Span[.._nameLength];

    /// <summary>The value's bytes, folded as received, without the line end.</summary>
    public ReadOnlySpan<byte> RawValue => _raw.Span[_valueStart..].TrimEnd("\r\n"u8);

    /// <summary>The value unfolded, in characters, encoded words not decoded: for structured fields.</summary>
    public string Unfolded => HeaderText.Unfold(RawValue, _all.NearbyCharset);

    /// <summary>The value unfolded and decoded (RFC 2047, raw UTF-8): for people.</summary>
    public string Value => HeaderText.ForDisplay(EncodedWords.Decode(Unfolded));

    /// <summary>Compares the name, ASCII letters in any case.</summary>
    public bool Is(string name) => System.Text.Ascii.EqualsIgnoreCase(RawName, name);
}
