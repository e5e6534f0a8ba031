using System.Buffers;
using System.Text;

namespace Ingestion.Mail.Mime;

/// <summary>
/// Encoded words (RFC 2047) in one pass. Neighbours of one charset are joined as bytes before they become characters, because real mail
/// cuts characters in two. What is not well-formed stays as it is written; a missing last <c>?=</c> is forgiven.
/// </summary>
internal static class EncodedWords
{
    private const int LongestCharset = 60;

    public static string Decode(string text)
    {
        var next = text.IndexOf("=?", StringComparison.Ordinal);
        if (next < 0)
        {
            return text;
        }

        var output = new StringBuilder(text.Length);
        var pending = new ArrayBufferWriter<byte>(text.Length);
        var pendingCharset = "";
        var at = 0;
        var afterWord = false;
        while (next >= 0)
        {
            if (!TryRead(text.AsSpan(next), out var word))
            {
                next = text.IndexOf("=?", next + 2, StringComparison.Ordinal);
                continue;
            }

            var between = text.AsSpan(at, next - at);
            var joins = afterWord && between.Trim(" \t\r\n").IsEmpty;
            var charset = text.AsSpan(next + 2, word.CharsetLength);
            if (!joins || !charset.Equals(pendingCharset, StringComparison.OrdinalIgnoreCase))
            {
                Flush(output, pending, pendingCharset);
                pendingCharset = charset.ToString();
            }

            if (!joins)
            {
                output.Append(between);
            }

            Append(text.AsSpan(next + word.TextStart, word.TextLength), word.IsBase64, pending);
            at = next + word.Length;
            afterWord = true;
            next = at >= text.Length ? -1 : text.IndexOf("=?", at, StringComparison.Ordinal);
        }

        Flush(output, pending, pendingCharset);
        return output.Append(text, at, text.Length - at).ToString();
    }

    private static bool TryRead(ReadOnlySpan<char> text, out Word word)
    {
        word = default;
        var head = text[2..Math.Min(text.Length, LongestCharset + 2)];
        var charsetEnd = head.IndexOf('?');
        if (charsetEnd <= 0 || head[..charsetEnd].ContainsAny(" \t=\"<>()"))
        {
            return false;
        }

        // "=?charset?B?text?="
        var encoding = charsetEnd + 3;
        if (text.Length < encoding + 2 || text[encoding + 1] != '?' || text[encoding] is not ('b' or 'B' or 'q' or 'Q'))
        {
            return false;
        }

        var start = encoding + 2;
        var rest = text[start..];
        var end = rest.IndexOf('?');
        if (end < 0)
        {
            word = new Word(CharsetLength(head[..charsetEnd]), start, rest.Length, text.Length, text[encoding] is 'b' or 'B');
            return true;
        }

        // a question mark that ends nothing: some senders leave it unencoded inside Q
        while (end + 1 < rest.Length && rest[end + 1] != '=' && text[encoding] is 'q' or 'Q')
        {
            var further = rest[(end + 1)..].IndexOf('?');
            if (further < 0 || rest.Slice(end + 1, further).EndsWith("="))
            {
                return false;
            }

            end += further + 1;
        }

        if (end + 1 < rest.Length && rest[end + 1] != '=')
        {
            return false;
        }

        word = new Word(CharsetLength(head[..charsetEnd]), start, end, Math.Min(text.Length, start + end + 2), text[encoding] is 'b' or 'B');
        return true;
    }

    // RFC 2231 §5: a language may follow the charset
    private static int CharsetLength(ReadOnlySpan<char> charset) => charset.IndexOf('*') is >= 0 and var star ? star : charset.Length;

    private static void Append(ReadOnlySpan<char> text, bool base64, ArrayBufferWriter<byte> output)
    {
        var bytes = ArrayPool<byte>.Shared.Rent(Encoding.UTF8.GetMaxByteCount(text.Length));
        var length = Encoding.UTF8.GetBytes(text, bytes);
        var target = output.GetSpan(Math.Max(1, length));
        var written = base64
            ? Base64Lines.Decode(bytes.AsSpan(0, length), target)
            : QuotedPrintable.DecodeWord(bytes.AsSpan(0, length), target);
        output.Advance(written);
        ArrayPool<byte>.Shared.Return(bytes);
    }

    private static void Flush(StringBuilder output, ArrayBufferWriter<byte> pending, string charset)
    {
        if (pending.WrittenCount > 0)
        {
            output.Append(MailCharset.Decode(pending.WrittenSpan, charset, out _));
            pending.ResetWrittenCount();
        }
    }

    private readonly record struct Word(int CharsetLength, int TextStart, int TextLength, int Length, bool IsBase64);
}
