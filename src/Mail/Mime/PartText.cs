using System.Buffers;

namespace Ingestion.Mail.Mime;

/// <summary>The text of a text part: transfer encoding and charset undone, lines ended by LF, flowed lines joined.</summary>
internal static class PartText
{
    /// <param name="used">Decoded bytes.</param>
    /// <param name="files">Files that stood uuencoded in the text, which is without them.</param>
    public static string Read(MimePart part, int atMost, ProblemList problems, out int used, out IReadOnlyList<MimePart> files)
    {
        byte[]? rented = null;
        ReadOnlyMemory<byte> body;
        bool truncated;
        if (part.TransferEncoding is TransferEncoding.None or TransferEncoding.Unknown)
        {
            body = part.RawBody[..Math.Min(part.RawBody.Length, atMost)];
            truncated = part.RawBody.Length > atMost;
        }
        else
        {
            rented = ArrayPool<byte>.Shared.Rent(Math.Max(Slack, Math.Min(part.RawBody.Length + Slack, atMost)));
            body = Decode(part, rented, atMost, out truncated);
        }

        used = body.Length;
        if (truncated)
        {
            problems.Add("text-too-long");
        }

        if (part.TransferEncoding == TransferEncoding.Unknown)
        {
            problems.Add("unknown-transfer-encoding");
        }

        files = [];
        if (part.MediaType == "text/plain" && UuBlocks.Find(body.Span) is { } blocks)
        {
            files = TakeOut(blocks, ref body, isRaw: rented is null);
        }

        var charset = part.MediaType == "text/html" ? HtmlCharset.Choose(part.Charset, body.Span) : part.Charset;
        var text = MailCharset.Decode(body.Span, charset, out var problem);
        problems.Add(problem);
        if (rented is not null)
        {
            ArrayPool<byte>.Shared.Return(rented);
        }

        if (part.MediaType == "text/html")
        {
            // whoever reads the markup leaves out what is no text
            return text;
        }

        text = Clean(text);
        return string.Equals(part.Parameter("format"), "flowed", StringComparison.OrdinalIgnoreCase)
            ? FlowedText.Join(text, string.Equals(part.Parameter("delsp"), "yes", StringComparison.OrdinalIgnoreCase))
            : text;
    }

    private static ReadOnlyMemory<byte> Decode(MimePart part, byte[] target, int atMost, out bool truncated)
    {
        var decoder = new BodyDecoder(part.RawBody, part.TransferEncoding);
        var length = 0;
        while (!decoder.IsAtEnd && target.Length - length >= Slack && length < atMost)
        {
            length += decoder.Next(target.AsMemory(length)).Length;
        }

        truncated = !decoder.IsAtEnd || length > atMost;
        return target.AsMemory(0, Math.Min(length, atMost));
    }

    // the rented bytes are given back, so that what lies in them is copied; what lies in the message is not
    private static List<MimePart> TakeOut(List<UuBlock> blocks, ref ReadOnlyMemory<byte> body, bool isRaw)
    {
        var files = new List<MimePart>(blocks.Count);
        var rest = new byte[body.Length - blocks.Sum(block => block.Length)];
        var written = 0;
        var at = 0;
        foreach (var block in blocks)
        {
            body[at..block.Start].CopyTo(rest.AsMemory(written));
            written += block.Start - at;
            at = block.Start + block.Length;
            var file = body.Slice(block.Start, block.Length);
            files.Add(new MimePart(block.FileName, isRaw ? file : file.ToArray()));
        }

        body[at..].CopyTo(rest.AsMemory(written));
        body = rest;
        return files;
    }

    /// <summary>LF only, no NUL, no byte order mark, no control characters but tab and LF (stores refuse some of them).</summary>
    public static string Clean(string text)
    {
        if (IsClean(text))
        {
            return text;
        }

        var buffer = ArrayPool<char>.Shared.Rent(text.Length);
        var length = 0;
        for (var i = 0; i < text.Length; i++)
        {
            var letter = text[i];
            if (letter == '\r')
            {
                if (i + 1 >= text.Length || text[i + 1] != '\n')
                {
                    buffer[length++] = '\n';
                }
            }
            else if (letter >= ' ' ? letter is not ('\u007F' or '\uFEFF') : letter is '\n' or '\t')
            {
                buffer[length++] = letter;
            }
            else if (letter is '\f' or '\v')
            {
                buffer[length++] = '\n';
            }
        }

        var clean = new string(buffer, 0, length);
        ArrayPool<char>.Shared.Return(buffer);
        return clean;
    }

    // space that a piece of any encoding needs
    private const int Slack = 256;

    private static bool IsClean(string text) => text.AsSpan().IndexOfAny(Unwanted) < 0;

    private static readonly SearchValues<char> Unwanted = SearchValues.Create(
        "\0\u0001\u0002\u0003\u0004\u0005\u0006\u0007\b\v\f\r\u000E\u000F\u0010\u0011\u0012\u0013\u0014\u0015\u0016\u0017\u0018\u0019\u001A\u001B\u001C\u001D\u001E\u001F\u007F\uFEFF");
}
