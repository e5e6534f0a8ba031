namespace Ingestion.Mail.Imap;

/// <summary>Reads <c>OK [CODE argument] text</c>, tagged or not.</summary>
internal static class ImapStatusLine
{
    /// <summary>Null when the words are no status.</summary>
    /// <param name="words">The line behind the tag or the star.</param>
    public static ImapReply? Parse(string words)
    {
        var (word, rest) = Split(words);
        ImapReplyStatus? status = word.ToUpperInvariant() switch
        {
            "OK" or "PREAUTH" => ImapReplyStatus.Ok,
            "NO" or "BYE" => ImapReplyStatus.No,
            "BAD" => ImapReplyStatus.Bad,
            _ => null,
        };
        if (status is null)
        {
            return null;
        }

        var close = rest.StartsWith('[') ? rest.IndexOf(']', StringComparison.Ordinal) : -1;
        if (close < 0)
        {
            return new(status.Value, null, null, Printable(rest));
        }

        var (code, argument) = Split(rest[1..close]);
        return new(status.Value, code.ToUpperInvariant(), argument.Length > 0 ? argument : null, Printable(rest[(close + 1)..].Trim()));
    }

    public static (string Word, string Remainder) Split(string text)
    {
        var space = text.IndexOf(' ', StringComparison.Ordinal);
        return space < 0 ? (text, "") : (text[..space], text[(space + 1)..]);
    }

    private static string Printable(string text)
    {
        var cut = text.Length > 200 ? text[..200] : text;
        return string.Concat(cut.Select(one => one is >= ' ' and <= '~' ? one : '?'));
    }
}
