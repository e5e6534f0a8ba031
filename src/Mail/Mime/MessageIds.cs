namespace Ingestion.Mail.Mime;

/// <summary>Message ids (RFC 5322 §3.6.4) out of header values, also where people wrote words around them.</summary>
public static class MessageIds
{
    private const int LongestId = 500;
    private const int MostIds = 200;

    /// <summary>The first id with its angle brackets, or null. A bare id without brackets gets them.</summary>
    public static string? First(string? value) => All(value) is [var first, ..] ? first : null;

    /// <summary>All ids with their angle brackets, in order. White space that folding left inside an id is taken out.</summary>
    public static IReadOnlyList<string> All(string? value)
    {
        if (string.IsNullOrWhiteSpace(value))
        {
            return [];
        }

        // some gateways write long lists as encoded words, which RFC 2047 §5 forbids
        value = EncodedWords.Decode(value);
        var found = new List<string>();
        var rest = value.AsSpan();
        while (found.Count < MostIds && rest.IndexOf('<') is >= 0 and var open)
        {
            rest = rest[(open + 1)..];
            var close = rest.IndexOfAny('<', '>');
            Add(found, close < 0 ? rest : rest[..close]);
            rest = close < 0 ? [] : rest[(rest[close] == '<' ? close : close + 1)..];
        }

        if (found.Count == 0 && !value.Contains('<', StringComparison.Ordinal))
        {
            foreach (var word in value.AsSpan().SplitAny(' ', '\t', ','))
            {
                if (found.Count < MostIds && (value.AsSpan()[word].Contains('@') || word.End.Value - word.Start.Value == value.Trim().Length))
                {
                    Add(found, value.AsSpan()[word].TrimEnd('>'));
                }
            }
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

    private static void Add(List<string> found, ReadOnlySpan<char> inner)
    {
        inner = inner.Trim(" \t");
        var id = inner.ContainsAny(' ', '\t')
            ? $"<{inner.ToString().Replace(" ", "", StringComparison.Ordinal).Replace("\t", "", StringComparison.Ordinal)}>"
            : $"<{inner}>";
        if (IsValid(id))
        {
            found.Add(id);
        }
    }
}
