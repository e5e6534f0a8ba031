using System.Globalization;
using System.Text;

namespace Ingestion.Mail.Facts;

/// <summary>One field Authentication-Results (RFC 8601) or ARC-Authentication-Results (RFC 8617), as written; whether it is believed is another matter.</summary>
/// <param name="AuthservId">Who says so; null where the writer leaves it out, as Exchange Online does.</param>
/// <param name="Instance">Of an ARC set: its number.</param>
public sealed record AuthenticationField(string? AuthservId, int? Instance, IReadOnlyList<AuthenticationResult> Results)
{
    private const int LongestField = 16 * 1024;
    private const int MostResults = 100;

    /// <summary>Reads an unfolded value. What cannot be read is left out; never throws.</summary>
    public static AuthenticationField Parse(string value)
    {
        var segments = Segments(value.Length > LongestField ? value[..LongestField] : value);
        string? id = null;
        int? instance = null;
        var results = new List<AuthenticationResult>();
        for (var i = 0; i < segments.Count && results.Count < MostResults; i++)
        {
            var pairs = Pairs(segments[i]);
            if (pairs.Count == 0)
            {
                // "mx.example.org 1": the writer and a version; or "none"
                id ??= results.Count == 0 ? FirstWord(segments[i]) : null;
            }
            else if (pairs[0] is ("i", var number) && i == 0)
            {
                instance = int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var parsed) ? parsed : null;
            }
            else if (Result(pairs) is { } result)
            {
                results.Add(result);
            }
        }

        return new AuthenticationField(id, instance, results);
    }

    private static AuthenticationResult? Result(List<(string Key, string Value)> pairs)
    {
        var (method, word) = pairs[0];
        var slash = method.IndexOf('/', StringComparison.Ordinal);
        method = (slash < 0 ? method : method[..slash]).Trim();
        if (method.Length == 0 || method.Contains('.', StringComparison.Ordinal))
        {
            return null;
        }

        string? reason = null;
        var properties = new List<AuthenticationProperty>();
        foreach (var (key, value) in pairs.Skip(1))
        {
            var dot = key.IndexOf('.', StringComparison.Ordinal);
            if (dot > 0)
            {
                properties.Add(new AuthenticationProperty(key[..dot], key[(dot + 1)..], value));
            }
            else if (key == "reason")
            {
                reason = value;
            }
            else
            {
                // "action=none", "compauth=pass": not of the standard, but told by some
                properties.Add(new AuthenticationProperty("", key, value));
            }
        }

        return new AuthenticationResult(method, word.ToLowerInvariant(), reason, properties);
    }

    // what stands between semicolons, comments left out
    private static List<string> Segments(string value)
    {
        var found = new List<string>();
        var text = new StringBuilder();
        var depth = 0;
        var quoted = false;
        for (var i = 0; i < value.Length; i++)
        {
            var letter = value[i];
            if (letter == '\\' && (quoted || depth > 0) && i + 1 < value.Length)
            {
                i++;
                if (depth == 0)
                {
                    text.Append(letter).Append(value[i]);
                }
            }
            else if (quoted || (letter == '"' && depth == 0))
            {
                quoted ^= letter == '"';
                text.Append(letter);
            }
            else if (letter == '(')
            {
                depth++;
                text.Append(' ');
            }
            else if (letter == ')' && depth > 0)
            {
                depth--;
            }
            else if (depth == 0 && letter == ';')
            {
                found.Add(text.ToString());
                text.Clear();
            }
            else if (depth == 0)
            {
                text.Append(letter);
            }
        }

        found.Add(text.ToString());
        return found;
    }

    // "spf=pass smtp.mailfrom = a@b": keys in lower case; spaces may stand around the sign
    private static List<(string Key, string Value)> Pairs(string segment)
    {
        var found = new List<(string, string)>();
        var rest = segment.AsSpan().Trim();
        while (rest.IndexOf('=') is > 0 and var sign)
        {
            var key = rest[..sign].TrimEnd();
            key = key[(key.LastIndexOfAny(' ', '\t') + 1)..];
            rest = rest[(sign + 1)..].TrimStart();
            var end = ValueEnd(rest);
            found.Add((key.ToString().ToLowerInvariant(), Unquote(rest[..end])));
            rest = rest[end..].TrimStart();
        }

        return found;
    }

    private static int ValueEnd(ReadOnlySpan<char> rest)
    {
        var quoted = false;
        for (var i = 0; i < rest.Length; i++)
        {
            if (rest[i] == '\\' && quoted)
            {
                i++;
            }
            else if (rest[i] == '"')
            {
                quoted = !quoted;
            }
            else if (!quoted && rest[i] is ' ' or '\t')
            {
                return i;
            }
        }

        return rest.Length;
    }

    private static string Unquote(ReadOnlySpan<char> value)
    {
        if (value.Length < 2 || value[0] != '"' || value[^1] != '"')
        {
            return value.ToString();
        }

        var plain = new StringBuilder(value.Length);
        for (var i = 1; i < value.Length - 1; i++)
        {
            i += value[i] == '\\' && i + 1 < value.Length - 1 ? 1 : 0;
            plain.Append(value[i]);
        }

        return plain.ToString();
    }

    private static string? FirstWord(string segment)
    {
        var text = segment.AsSpan().Trim();
        var word = Unquote(text[..ValueEnd(text)]);
        return word.Length == 0 || word.Contains('=', StringComparison.Ordinal) || word.Equals("none", StringComparison.OrdinalIgnoreCase) ? null : word;
    }
}
