namespace Ingestion.Mail.Mime;

/// <summary>Undoes a transfer encoding in pieces, so that a body of any size needs one small buffer.</summary>
internal struct BodyDecoder
{
    /// <summary>A buffer that serves every encoding.</summary>
    public const int BufferSize = 16 * 1024;

    private readonly ReadOnlyMemory<byte> _source;
    private readonly TransferEncoding _encoding;
    private Base64Lines _base64;
    private UuEncoded _uu;
    private bool _stray;
    private int _at;

    public BodyDecoder(ReadOnlyMemory<byte> source, TransferEncoding encoding)
    {
        _source = source;
        _encoding = encoding;
    }

    /// <summary>Nothing is left.</summary>
    public readonly bool IsAtEnd => _at >= _source.Length;

    /// <summary>Asked at the end: how it ended.</summary>
    public readonly BodyEnd End => _encoding switch
    {
        TransferEncoding.Base64 when _base64.IsDamaged => BodyEnd.DamagedEncoding,
        TransferEncoding.QuotedPrintable when _stray => BodyEnd.DamagedEncoding,
        TransferEncoding.UuEncode when _uu.IsDamaged => BodyEnd.DamagedEncoding,
        TransferEncoding.Unknown => BodyEnd.UnknownEncoding,
        _ => BodyEnd.Whole,
    };

    /// <summary>
    /// The next decoded bytes, in the buffer or of the source itself. May be empty before the end is reached.
    /// </summary>
    /// <param name="buffer">At least 256 bytes; the longer, the fewer calls.</param>
    public ReadOnlyMemory<byte> Next(Memory<byte> buffer)
    {
        var rest = _source[_at..];
        switch (_encoding)
        {
            case TransferEncoding.Base64:
                var letters = rest.Span[..Math.Min(rest.Length, buffer.Length - 3)];
                _at += letters.Length;
                return buffer[.._base64.Append(letters, buffer.Span)];

            case TransferEncoding.QuotedPrintable:
                var quoted = rest.Span[..QuotedPrintable.Piece(rest.Span, buffer.Length)];
                _at += quoted.Length;
                return buffer[..QuotedPrintable.Decode(quoted, buffer.Span, ref _stray)];

            case TransferEncoding.UuEncode:
                var lines = rest.Span[..WholeLines(rest.Span, buffer.Length)];
                _at += lines.Length;
                return buffer[.._uu.Append(lines, buffer.Span)];

            default:
                var plain = rest[..Math.Min(rest.Length, Math.Max(buffer.Length, BufferSize))];
                _at += plain.Length;
                return plain;
        }
    }

    private static int WholeLines(ReadOnlySpan<byte> text, int atMost)
    {
        if (text.Length <= atMost)
        {
            return text.Length;
        }

        var end = text[..atMost].LastIndexOf((byte)'\n') + 1;
        return end > 0 ? end : atMost;
    }
}
