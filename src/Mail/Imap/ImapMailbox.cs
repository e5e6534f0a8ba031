namespace Ingestion.Mail.Imap;

/// <summary>A selected mailbox, as it was at SELECT or EXAMINE.</summary>
public sealed record ImapMailbox
{
    public required string Name { get; init; }

    /// <summary>UIDs are valid under this value only. Not 0.</summary>
    public required uint UidValidity { get; init; }

    /// <summary>Above every UID given so far; null when the server does not tell.</summary>
    public uint? UidNext { get; init; }

    /// <summary>Number of messages.</summary>
    public int Exists { get; init; }

    public bool ReadOnly { get; init; }

    /// <summary>Flags that can be stored; <c>\*</c> stands for any keyword. Empty when the server does not tell or the mailbox is read-only.</summary>
    public IReadOnlyList<string> PermanentFlags { get; init; } = [];

    public bool CanStore(string flag) =>
        PermanentFlags.Contains(flag, StringComparer.OrdinalIgnoreCase) || (!flag.StartsWith('\\') && PermanentFlags.Contains("\\*"));
}
