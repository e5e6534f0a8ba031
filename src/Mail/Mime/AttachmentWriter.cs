using System.Buffers;
using System.Text;

namespace Ingestion.Mail.Mime;

/// <summary>Writes one attached part in base64, its file name by RFC 2231 where it is not plain ASCII.</summary>
internal static class AttachmentWriter
{
    private const int LongestPlainName = 60;
    private const int LongestPiece = 54;
    private const string TokenLetters = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789!#$&^_.+-";

    private static readonly SearchValues<char> Token = SearchValues.Create(TokenLetters);

    // RFC 2231 attribute-char, without what careless readers stumble over
    private static readonly SearchValues<char> Unencoded = SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789._-");

    public static void Write(ArrayBufferWriter<byte> output, OutgoingAttachment attachment)
    {
        var name = FileNames.Clean(OutgoingText.Header(attachment.FileName)) ?? "attachment";
        Append(output, $"Content-Type: {MediaType(attachment.MediaType)}\r\n");
        Append(output, $"Content-Disposition: attachment;{FileName(name)}\r\n");
        Append(output, "Content-Transfer-Encoding: base64\r\n\r\n");
        WriteBase64(output, attachment.Content.Span);
    }

    public static void WriteBase64(ArrayBufferWriter<byte> output, ReadOnlySpan<byte> content)
    {
        for (; !content.IsEmpty; content = content[Math.Min(57, content.Length)..])
        {
            Append(output, Convert.ToBase64String(content[..Math.Min(57, content.Length)]));
            output.Write("\r\n"u8);
        }
    }

    private static string MediaType(string type)
    {
        var slash = type.IndexOf('/', StringComparison.Ordinal);
        var (main, sub) = slash < 0 ? ("", "") : (type[..slash].ToLowerInvariant(), type[(slash + 1)..].ToLowerInvariant());
        return IsToken(main) && IsToken(sub) && main is not ("message" or "multipart") ? $"{main}/{sub}" : "application/octet-stream";
    }

    private static bool IsToken(string text) => text.Length is > 0 and <= 100 && !text.AsSpan().ContainsAnyExcept(Token);

    private static string FileName(string name)
    {
        if (name.Length <= LongestPlainName && Ascii.IsValid(name) && name.AsSpan().IndexOfAny('"', '\\', '%') < 0 && !name.Contains("=?", StringComparison.Ordinal))
        {
            return $"\r\n filename=\"{name}\"";
        }

        var pieces = Pieces(name);
        if (pieces.Count == 1)
        {
            return $"\r\n filename*=utf-8''{pieces[0]}";
        }

        var written = new StringBuilder();
        for (var i = 0; i < pieces.Count; i++)
        {
            written.Append(i == 0 ? "" : ";").Append("\r\n filename*").Append(i).Append("*=").Append(i == 0 ? "utf-8''" : "").Append(pieces[i]);
        }

        return written.ToString();
    }

    /// <summary>Percent-encoded, cut between characters.</summary>
    private static List<string> Pieces(string name)
    {
        var pieces = new List<string>();
        var piece = new StringBuilder();
        Span<byte> bytes = stackalloc byte[4];
        foreach (var rune in name.EnumerateRunes())
        {
            var plain = rune.IsAscii && Unencoded.Contains((char)rune.Value);
            var width = plain ? 1 : 3 * rune.Utf8SequenceLength;
            if (piece.Length + width > LongestPiece)
            {
                pieces.Add(piece.ToString());
                piece.Clear();
            }

            if (plain)
            {
                piece.Append((char)rune.Value);
                continue;
            }

            foreach (var octet in bytes[..rune.EncodeToUtf8(bytes)])
            {
                piece.Append('%').Append((char)QuotedPrintableWriter.HexLetter(octet >> 4)).Append((char)QuotedPrintableWriter.HexLetter(octet & 0xF));
            }
        }

        pieces.Add(piece.ToString());
        return pieces;
    }

    private static void Append(ArrayBufferWriter<byte> output, string text) =>
        output.Advance(Encoding.ASCII.GetBytes(text, output.GetSpan(text.Length)));
}
