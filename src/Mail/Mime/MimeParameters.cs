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
        var semicolon = head.IndexOf(';');
        var parsed = new MimeParameters(WithoutComment(semicolon < 0 ? head : head[..semicolon]));
        if (semicolon >= 0)
        {
            parsed.ReadAll(head[(semicolon + 1)..]);
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

            return parts is null ? plain is { } only ? EncodedWords.Decode(only.Value) : null : Join(parts);
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

            var value = ReadValue(text, ref at);
            if (!name.IsEmpty)
            {
                Add(name, value);
            }
        }
    }

    private static string ReadValue(ReadOnlySpan<char> text, ref int at)
    {
        while (at < text.Length && text[at] is ' ' or '\t')
        {
            at++;
        }

        if (at < text.Length && text[at] == '"')
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

            var next = at < text.Length ? text[at..].IndexOf(';') : -1;
            at = next < 0 ? text.Length : at + next + 1;
            return value.ToString();
        }

        var end = text[at..].IndexOf(';');
        var plain = end < 0 ? text[at..] : text.Slice(at, end);
        at = end < 0 ? text.Length : at + end + 1;
        return WithoutTrailingComment(plain.Trim(" \t")).ToString();
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

    private static string WithoutComment(ReadOnlySpan<char> value) => WithoutTrailingComment(value.Trim(" \t")).ToString().ToLowerInvariant();

    private static ReadOnlySpan<char> WithoutTrailingComment(ReadOnlySpan<char> value) =>
        value.EndsWith(")") && value.IndexOf(" (", StringComparison.Ordinal) is > 0 and var comment ? value[..comment].TrimEnd() : value;

    private sealed record Piece(string Name, int Index, bool Extended, string Value);
}
