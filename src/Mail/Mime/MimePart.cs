using System.Buffers;

namespace Ingestion.Mail.Mime;

/// <summary>One part of a message: a leaf, a multipart, or a forwarded message. Bodies are decoded when they are asked for.</summary>
public sealed class MimePart
{
    private readonly MimeParameters? _type;
    private MimeParameters? _disposition;
    private bool _dispositionRead;
    private string? _fileName;
    private bool _fileNameRead;
    private string? _sniffedType;
    private bool _sniffed;

    internal MimePart(MimeHeaders headers, MimeParameters? type, string mediaType)
    {
        Headers = headers;
        _type = type;
        MediaType = mediaType;
        TransferEncoding = ReadTransferEncoding(headers);
        if (headers.Count > 0)
        {
            headers.Owner = this;
        }
    }

    // an encoded file that stood in a text
    internal MimePart(string? fileName, ReadOnlyMemory<byte> body)
    {
        Headers = MimeHeaders.Empty;
        MediaType = "application/octet-stream";
        TransferEncoding = TransferEncoding.UuEncode;
        RawBody = body;
        _fileName = FileNames.Clean(fileName);
        _fileNameRead = true;
    }

    public MimeHeaders Headers { get; }

    /// <summary>The declared type, lower case, without parameters; <c>text/plain</c> when none was declared.</summary>
    public string MediaType { get; }

    /// <summary>The children of a multipart; the one root of a forwarded message; else empty.</summary>
    public IReadOnlyList<MimePart> Parts { get; internal set; } = [];

    /// <summary>The body as transferred: of a leaf, the encoded bytes.</summary>
    public ReadOnlyMemory<byte> RawBody { get; internal set; }

    /// <summary>Content-Transfer-Encoding.</summary>
    public TransferEncoding TransferEncoding { get; }

    /// <summary>The declared charset, or null.</summary>
    public string? Charset => _type?["charset"];

    /// <summary><c>attachment</c>, <c>inline</c>, another word of the sender, or null.</summary>
    public string? Disposition => ReadDisposition()?.Value;

    /// <summary>The attachment's name, decoded and cleaned (no path, no control or format character), or null.</summary>
    public string? FileName
    {
        get
        {
            if (!_fileNameRead)
            {
                _fileName = FileNames.Clean(ReadDisposition()?["filename"] ?? _type?["name"]);
                _fileNameRead = true;
            }

            return _fileName;
        }
    }

    /// <summary>
    /// The type that the first bytes tell, or null when they tell none: <c>application/zip</c>, <c>image/png</c>, <c>text/plain</c>. It can
    /// differ from <see cref="MediaType"/>, and it too can be forged.
    /// </summary>
    public string? SniffedType
    {
        get
        {
            if (!_sniffed)
            {
                _sniffed = true;
                _sniffedType = IsMultipart ? null : ContentSniffer.Sniff(Decode(ContentSniffer.Looked, out var more).Span, !more);
            }

            return _sniffedType;
        }
    }

    /// <summary>
    /// The container of Outlook (<c>winmail.dat</c>, MS-OXTNEF), by its declared type or its first bytes. What is inside is not read.
    /// </summary>
    public bool IsTnef =>
        MediaType is "application/ms-tnef" or "application/vnd.ms-tnef"
        || (MediaType == "application/octet-stream" && string.Equals(FileName, "winmail.dat", StringComparison.OrdinalIgnoreCase)
            && SniffedType == "application/ms-tnef");

    /// <summary>Content-ID without angle brackets, or null.</summary>
    public string? ContentId => Headers.Unfolded("Content-ID")?.Trim(' ', '<', '>');

    public bool IsMultipart => MediaType.StartsWith("multipart/", StringComparison.Ordinal);

    public bool IsMessage => MediaType is "message/rfc822" or "message/global" or "message/news";

    /// <summary>A parameter of Content-Type, decoded, or null.</summary>
    public string? Parameter(string name) => _type?[name];

    /// <summary>Decoded bytes, or as near as is known without decoding.</summary>
    public long EstimatedLength => TransferEncoding switch
    {
        TransferEncoding.Base64 => Base64Lines.EstimateDecodedLength(RawBody.Span),
        TransferEncoding.QuotedPrintable => QuotedPrintable.EstimateDecodedLength(RawBody.Span),
        TransferEncoding.UuEncode => RawBody.Length * 3L / 4,
        _ => RawBody.Length,
    };

    /// <summary>
    /// The body with its transfer encoding undone. Stops at <paramref name="atMost"/> bytes, and then <paramref name="truncated"/> is true.
    /// </summary>
    public ReadOnlyMemory<byte> Decode(int atMost, out bool truncated)
    {
        var source = RawBody;
        if (TransferEncoding is TransferEncoding.None or TransferEncoding.Unknown)
        {
            truncated = source.Length > atMost;
            return truncated ? source[..atMost] : source;
        }

        // quoted-printable never grows; the others' estimates are never too small
        var most = TransferEncoding == TransferEncoding.QuotedPrintable ? source.Length : EstimatedLength;
        var target = new FixedSink(new byte[Math.Min(most, atMost)]);
        truncated = WriteTo(target, atMost).End == BodyEnd.CutAtLimit;
        return target.Written;
    }

    /// <summary>Decodes the body into a sink that grows, sixteen kilobytes at a time.</summary>
    /// <param name="atMost">Decoded bytes; more are not written.</param>
    public BodyCopy WriteTo(IBufferWriter<byte> sink, long atMost = long.MaxValue)
    {
        var copy = new BodyCopier(this, atMost);
        while (copy.Next() is { } piece)
        {
            sink.Write(piece.Span);
        }

        return copy.Finish();
    }

    /// <summary>Decodes the body into a stream, sixteen kilobytes at a time. What the stream throws passes through.</summary>
    /// <param name="atMost">Decoded bytes; more are not written.</param>
    public BodyCopy CopyTo(Stream sink, long atMost = long.MaxValue)
    {
        var copy = new BodyCopier(this, atMost);
        while (copy.Next() is { } piece)
        {
            sink.Write(piece.Span);
        }

        return copy.Finish();
    }

    /// <inheritdoc cref="CopyTo"/>
    public async Task<BodyCopy> CopyToAsync(Stream sink, long atMost = long.MaxValue, CancellationToken cancellation = default)
    {
        var copy = new BodyCopier(this, atMost);
        while (copy.Next() is { } piece)
        {
            await sink.WriteAsync(piece, cancellation).ConfigureAwait(false);
        }

        return copy.Finish();
    }

    /// <summary>The charset that the part or the first text in it declares, or null.</summary>
    internal string? NearbyCharset()
    {
        var part = this;
        for (var depth = 0; depth < 16; depth++)
        {
            if (part.Charset is { } charset)
            {
                return charset;
            }

            if (part.Parts.Count == 0)
            {
                return null;
            }

            part = part.Parts[0];
        }

        return null;
    }

    private MimeParameters? ReadDisposition()
    {
        if (!_dispositionRead)
        {
            _disposition = Headers.Unfolded("Content-Disposition") is { } text ? MimeParameters.Parse(text) : null;
            _dispositionRead = true;
        }

        return _disposition;
    }

    private static TransferEncoding ReadTransferEncoding(MimeHeaders headers) =>
        headers.Find("Content-Transfer-Encoding") is { } header ? TransferEncodingName.Read(header.RawValue) : TransferEncoding.None;
}
