using System.Buffers;

namespace Ingestion.Mail.Mime;

/// <summary>The text of a text part: transfer encoding and charset undone, lines ended by LF, flowed lines joined.</summary>
internal static class PartText
{
    public static string Read(MimePart part, int atMost, ProblemList problems, out int used)
    {
        var body = part.Decode(atMost, out var truncated);
        used = body.Length;
        if (truncated)
        {
            problems.Add("text-too-long");
        }

        if (part.TransferEncoding == TransferEncoding.Unknown)
        {
            problems.Add("unknown-transfer-encoding");
        }

        var charset = part.Charset ?? (part.MediaType == "text/html" ? HtmlCharset.Declared(body.Span) : null);
        var text = MailCharset.Decode(body.Span, charset, out var problem);
        problems.Add(problem);
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

    private static bool IsClean(string text) => text.AsSpan().IndexOfAny(Unwanted) < 0;

    private static readonly SearchValues<char> Unwanted = SearchValues.Create(
        "\0\u0001\u0002\u0003\u0004\u0005\u0006\u0007\b\v\f\r\u000E\u000F\u0010\u0011\u0012\u0013\u0014\u0015\u0016\u0017\u0018\u0019\u001A\u001B\u001C\u001D\u001E\u001F\u007F\uFEFF");
}
