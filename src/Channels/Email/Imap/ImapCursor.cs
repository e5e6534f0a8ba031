using System.Globalization;

namespace Ingestion.Channels.Email.Imap;

/// <summary>Where reading resumes: every message up to the last UID has been offered or reported as a hole.</summary>
/// <param name="Validity">UIDVALIDITY under which the UID counts.</param>
/// <param name="LastUid">0: nothing yet.</param>
internal sealed record ImapCursor(uint Validity, uint LastUid)
{
    /// <summary>Null when the text belongs to another mailbox or is none: then reading starts anew, and the host knows what it has.</summary>
    public static ImapCursor? Parse(string? text, ImapMailboxKey key)
    {
        var parts = text?.Split(':') ?? [];
        return parts.Length == 3 && string.Equals(parts[2], key.Prefix, StringComparison.Ordinal) &&
            ImapMailboxKey.Number(parts[0]) is { } validity &&
            uint.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out var last)
            ? new(validity, last)
            : null;
    }

    public string Write(ImapMailboxKey key) => string.Create(CultureInfo.InvariantCulture, $"{Validity}:{LastUid}:{key.Prefix}");
}
