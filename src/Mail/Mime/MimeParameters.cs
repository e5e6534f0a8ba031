using System.Buffers;
using System.Globalization;
using System.Text;

namespace Ingestion.Mail.Mime;

/// <summary>
/// A structured value with parameters, as in Content-Type and Content-Disposition (RFC 2045 §5.1): continuations and extended values of
/// RFC 2231 are joined, encoded words in plain values (not allowed, but common) are decoded.
/// </summary>
internal sealed class MimeParameters
{
    private const int MostParameters = 200;
    private const int MostContinuations = 1_000;

    private readonly List<Piece> _pieces = [];

    private MimeParameters(string value) => Value = value;

    /// <summary>What stands before the first semicolon, trimmed and lower-case.</summary>
    public string Value { get; }

    public static MimeParameters Parse(string text)
    {
        var head = text.AsSpan();
        var end = EndOfValue(head);
        var parsed = new MimeParameters(WithoutComments(head[..end]));
        if (end < head.Length)
        {
            parsed.ReadAll(head[(head[end] == ';' ? end + 1 : end)..]);
        }

        return parsed;
    }

    /// <summary>The value of a parameter, decoded; null when it is not there. The extended form wins over the plain one.</summary>
    public string? this[string name]
    {
        get
        {
            Piece? plain = null;
            List<Piece>? parts = null;
            foreach (var piece in _pieces)
            {
                if (!string.Equals(piece.Name, name, StringComparison.OrdinalIgnoreCase))
                {
                    continue;
                }

                if (piece.Index < 0 && !piece.Extended)
                {
                    plain ??= piece;
                }
                else
                {
                    (parts ??= []).Add(piece);
                }
            }

            return parts is not null ? EncodedWords.Decode(Join(parts))
                : plain is { } only ? EncodedWords.Decode(only.Value)
                : null;
        }
    }

    private static string Join(List<Piece> pieces)
    {
        if (pieces.Count > 1)
        {
            // a whole extended value beside numbered ones: the whole one counts
            if (pieces.Find(piece => piece.Index < 0) is { } whole)
            {
                pieces = [whole];
            }
            else
            {
                pieces.Sort((left, right) => left.Index.CompareTo(right.Index));
            }
        }

        var bytes = new ArrayBufferWriter<byte>();
        string? charset = null;
        for (var i = 0; i < pieces.Count; i++)
        {
            if (i > 0 && pieces[i].Index == pieces[i - 1].Index)
            {
                continue;
            }

            var value = pieces[i].Value.AsSpan();
            if (!pieces[i].Extended)
            {
                Write(value, bytes);
                continue;
            }

            var quote = value.IndexOf('\'');
            if (i == 0 && quote >= 0 && value[(quote + 1)..].IndexOf('\'') is >= 0 and var second)
            {
                charset = value[..quote].ToString();
                value = value[(quote + second + 2)..];
            }

            WritePercentDecoded(value, bytes);
        }

        return MailCharset.Decode(bytes.WrittenSpan, charset, out _);
    }

    private static void Write(ReadOnlySpan<char> value, ArrayBufferWriter<byte> output) =>
        output.Advance(Encoding.UTF8.GetBytes(value, output.GetSpan(Encoding.UTF8.GetMaxByteCount(value.Length))));

    private static void WritePercentDecoded(ReadOnlySpan<char> value, ArrayBufferWriter<byte> output)
    {
        while (!value.IsEmpty)
        {
            var percent = value.IndexOf('%');
            if (percent < 0)
            {
                Write(value, output);
                return;
            }

            Write(value[..percent], output);
            value = value[percent..];
            if (value.Length > 2 && byte.TryParse(value.Slice(1, 2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var octet))
            {
                output.GetSpan(1)[0] = octet;
                output.Advance(1);
                value = value[3..];
            }
            else
            {
                Write("%", output);
                value = value[1..];
            }
        }
    }

    private void ReadAll(ReadOnlySpan<char> text)
    {
        var at = 0;
        while (at < text.Length && _pieces.Count < MostParameters)
        {
            SkipBlanks(text, ref at);
            var nameEnd = text[at..].IndexOfAny('=', ';');
            if (nameEnd < 0)
            {
                return;
            }

            var name = text.Slice(at, nameEnd).Trim(" \t");
            at += nameEnd + 1;
            if (text[at - 1] == ';')
            {
                continue;
            }

            // charset==utf-8
            while (at < text.Length && text[at] == '=' && !text[at..].StartsWith("=?"))
            {
                at++;
            }

            var value = ReadValue(text, ref at);
            if (!name.IsEmpty)
            {
                Add(name, value);
            }
        }
    }

    private static string ReadValue(ReadOnlySpan<char> text, ref int at)
    {
        SkipBlanks(text, ref at);
        if (at < text.Length && text[at] == '"')
        {
            if (IsClosed(text[(at + 1)..]))
            {
                return ReadQuoted(text, ref at);
            }

            at++;
        }

        // an encoded word may hold semicolons
        var from = at;
        while (text[at..].StartsWith("=?") && EncodedWord.TryRead(text[at..], out var word))
        {
            at += word.Length;
            while (at < text.Length && text[at] is ' ' or '\t')
            {
                at++;
            }
        }

        var end = text[at..].IndexOf(';');
        var plain = end < 0 ? text[from..] : text[from..(at + end)];
        at = end < 0 ? text.Length : at + end + 1;
        if (plain.Trim(" \t").LastIndexOfAny(" \t") is > 0 and var space && plain.TrimStart(" \t")[(space + 1)..] is var follows
            && IsParameter(follows))
        {
            // charset=utf-8 format=flowed
            at = from + plain.Length - follows.Length;
            return plain[..^follows.Length].Trim(" \t").ToString();
        }

        return WithoutTrailingComment(plain.Trim(" \t")).TrimEnd('"').ToString();
    }

    private static string ReadQuoted(ReadOnlySpan<char> text, ref int at)
    {
        var value = new StringBuilder();
        for (at++; at < text.Length && text[at] != '"'; at++)
        {
            // only these two are escapes in practice: backslashes in quoted file names are Windows paths
            if (text[at] == '\\' && at + 1 < text.Length && text[at + 1] is '"' or '\\')
            {
                at++;
            }

            value.Append(text[at]);
        }

        at = Math.Min(at + 1, text.Length);
        SkipBlanks(text, ref at);
        if (at < text.Length && text[at] != ';' && NameFollows(text[at..]))
        {
            // the semicolon between two parameters was forgotten
            return value.ToString();
        }

        var next = text[at..].IndexOf(';');
        at = next < 0 ? text.Length : at + next + 1;
        return value.ToString();
    }

    private static bool IsClosed(ReadOnlySpan<char> text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == '"')
            {
                return true;
            }

            i += text[i] == '\\' && i + 1 < text.Length && text[i + 1] is '"' or '\\' ? 1 : 0;
        }

        return false;
    }

    private static bool IsParameter(ReadOnlySpan<char> text)
    {
        var length = text.IndexOf('=');
        return length > 0 && text[..length].ToString().ToLowerInvariant() is "charset" or "format" or "delsp" or "boundary" or "name" or "filename"
            or "type" or "size" or "reply-type" or "report-type" or "micalg" or "protocol" or "method";
    }

    private static bool NameFollows(ReadOnlySpan<char> text)
    {
        var sign = text.IndexOfAny('=', ';');
        return sign > 0 && text[sign] == '=' && char.IsAsciiLetter(text[0]) && !text[..sign].TrimEnd(" \t").ContainsAny(" \t\"");
    }

    // spaces and comments (RFC 822 §3.4.3)
    private static void SkipBlanks(ReadOnlySpan<char> text, ref int at)
    {
        while (at < text.Length)
        {
            if (text[at] is ' ' or '\t')
            {
                at++;
            }
            else if (text[at] == '(' && HeaderComment.EndOf(text, at) is > 0 and var end)
            {
                at = end;
            }
            else
            {
                return;
            }
        }
    }

    private void Add(ReadOnlySpan<char> name, string value)
    {
        var extended = name[^1] == '*';
        if (extended)
        {
            name = name[..^1];
        }

        var index = -1;
        var star = name.LastIndexOf('*');
        if (star >= 0 && int.TryParse(name[(star + 1)..], NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number < MostContinuations)
        {
            index = number;
            name = name[..star];
        }

        _pieces.Add(new Piece(name.ToString(), index, extended, value));
    }

    // the first semicolon outside comments, or where a parameter begins whose semicolon was forgotten
    private static int EndOfValue(ReadOnlySpan<char> text)
    {
        for (var at = 0; at < text.Length;)
        {
            if (text[at] == ';')
            {
                return at;
            }

            var before = at;
            SkipBlanks(text, ref at);
            if (at == before)
            {
                at++;
            }
            else if (before > 0 && at < text.Length && NameFollows(text[at..]))
            {
                return at;
            }
        }

        return text.Length;
    }

    // type and subtype are one word, whatever stands between them
    private static string WithoutComments(ReadOnlySpan<char> value)
    {
        value = value.Trim(" \t\"'");
        if (!value.ContainsAny(" \t("))
        {
            return value.ToString().ToLowerInvariant();
        }

        var word = new StringBuilder(value.Length);
        for (var at = 0; at < value.Length; at++)
        {
            SkipBlanks(value, ref at);
            if (at < value.Length)
            {
                word.Append(char.ToLowerInvariant(value[at]));
            }
        }

        return word.ToString();
    }

    private static ReadOnlySpan<char> WithoutTrailingComment(ReadOnlySpan<char> value) =>
        value.EndsWith(")") && value.IndexOf(" (", StringComparison.Ordinal) is > 0 and var comment ? value[..comment].TrimEnd() : value;

    private sealed record Piece(string Name, int Index, bool Extended, string Value);
}
