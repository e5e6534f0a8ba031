using System.Text;

namespace Ingestion.Mail.Mime;

/// <summary>
/// Encoded words (RFC 2047) in one pass. Neighbours of one charset are joined as bytes before they become characters, because real mail
/// cuts characters in two. What is not well-formed stays as it is written; a missing last <c>?=</c> is forgiven.
/// </summary>
internal static class EncodedWords
{
    public static string Decode(string text)
    {
        var next = text.IndexOf("=?", StringComparison.Ordinal);
        if (next < 0)
        {
            return text;
        }

        var output = new StringBuilder(text.Length);
        var row = new EncodedRow(output, text.Length);
        var at = 0;
        var afterWord = false;
        while (next >= 0)
        {
            if (!EncodedWord.TryRead(text.AsSpan(next), out var word))
            {
                next = text.IndexOf("=?", next + 2, StringComparison.Ordinal);
                continue;
            }

            var between = text.AsSpan(at, next - at);
            if (!afterWord || !between.Trim(" \t\r\n").IsEmpty)
            {
                row.Flush();
                output.Append(between);
            }

            row.Add(text.AsSpan(next + 2, word.CharsetLength), text.AsSpan(next + word.TextStart, word.TextLength), word.IsBase64);
            at = next + word.Length;
            afterWord = true;
            next = at >= text.Length ? -1 : text.IndexOf("=?", at, StringComparison.Ordinal);
        }

        row.Flush();
        return output.Append(text, at, text.Length - at).ToString();
    }
}
