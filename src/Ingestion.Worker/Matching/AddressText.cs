namespace Ingestion.Worker.Matching;

/// <summary>Tells web and mail addresses among words; a guess that is good enough for comparing.</summary>
internal static class AddressText
{
    public static bool IsLink(ReadOnlySpan<char> word)
    {
        word = word.TrimStart("([<\"'«“");
        if (word.StartsWith("www.", StringComparison.OrdinalIgnoreCase))
        {
            return word.Length > 4;
        }

        var scheme = word.IndexOf("://", StringComparison.Ordinal);
        return scheme is > 1 and < 12 && word.Length > scheme + 3 && !word[..scheme].ContainsAnyExceptInRange('+', 'z');
    }

    public static bool IsMailbox(ReadOnlySpan<char> word)
    {
        var at = word.IndexOf('@');
        if (at <= 0 || !char.IsLetterOrDigit(word[at - 1]))
        {
            return false;
        }

        var host = word[(at + 1)..];
        var dot = host.IndexOf('.');
        return dot > 0 && dot + 1 < host.Length && char.IsLetterOrDigit(host[dot + 1]) && host.IndexOf('@') < 0;
    }
}
