namespace Ingestion.Channels.Email.Imap;

/// <summary>What happens on the server to a mail that was accepted.</summary>
/// <param name="Flag">A flag to add, or null.</param>
/// <param name="Folder">A folder to move to, or null.</param>
internal sealed record ImapAfterAccept(string? Flag, string? Folder)
{
    public bool IsNone => Flag is null && Folder is null;

    /// <summary>Null when the text is none of the known ones.</summary>
    public static ImapAfterAccept? Parse(ImapOptions options)
    {
        var text = options.AfterAccept.Trim();
        if (text.StartsWith("move:", StringComparison.OrdinalIgnoreCase))
        {
            var folder = text[5..].Trim();
            return folder.Length > 0 ? new(null, folder) : null;
        }

        return text.ToUpperInvariant() switch
        {
            "NONE" => new(null, null),
            "SEEN" => new("\\Seen", null),
            "KEYWORD" => new(options.Keyword, null),
            _ => null,
        };
    }
}
