namespace Ingestion.Mail.Mime;

/// <summary>Message ids (RFC 5322 §3.6.4) out of header values, also where people wrote words around them.</summary>
public static class MessageIds
{
    private const int LongestId = 500;
    private const int MostIds = 200;

    /// <summary>The first id with its angle brackets, or null. A bare id without brackets gets them.</summary>
    public static string? First(string? value) => All(value) is [var first, ..] ? first : null;

    /// <summary>All ids with their angle brackets, in order.</summary>
    public static IReadOnlyList<string> All(string? value)
    {
        if (string.IsNullOrWhiteSpace(value))
        {
            return [];
        }

        var found = new List<string>();
        var rest = value.AsSpan();
        while (found.Count < MostIds && rest.IndexOf('<') is >= 0 and var open)
        {
            rest = rest[open..];
            var close = rest.IndexOf('>');
            if (close < 0)
            {
                break;
            }

            var again = rest[1..close].LastIndexOf('<');
            var id = again < 0 ? rest[..(close + 1)] : rest[(again + 1)..(close + 1)];
            if (IsValid(id))
            {
                found.Add(id.ToString());
            }

            rest = rest[(close + 1)..];
        }

        if (found.Count == 0 && !value.Contains('<', StringComparison.Ordinal) && $"<{value.Trim()}>" is var bare && IsValid(bare))
        {
            found.Add(bare);
        }

        return found;
    }

    /// <summary>Whether the text is one id in angle brackets that can be written into a header: printable ASCII without spaces.</summary>
    public static bool IsValid(ReadOnlySpan<char> id)
    {
        if (id.Length is < 3 or > LongestId || id[0] != '<' || id[^1] != '>')
        {
            return false;
        }

        var inner = id[1..^1];
        return !inner.ContainsAnyExceptInRange('!', '~') && !inner.ContainsAny('<', '>');
    }
}
