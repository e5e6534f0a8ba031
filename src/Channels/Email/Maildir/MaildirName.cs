using System.Buffers;

namespace Ingestion.Channels.Email.Maildir;

/// <summary>
/// The two parts of a Maildir's file name: what is the mail's for good, and what a mail program says of it, as in <c>1764000000.M1P1.host:2,S</c>. Windows takes no colon
/// in a file name; there isync writes a semicolon and Python's <c>mailbox</c> an exclamation mark.
/// </summary>
internal static class MaildirName
{
    private static readonly SearchValues<char> Flags = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz");

    /// <summary>What a mail program appends that has shown the mail and says nothing of it.</summary>
    public static string Shown { get; } = OperatingSystem.IsWindows() ? ";2," : ":2,";

    /// <summary>The part that stays when a mail program flags or moves the mail.</summary>
    public static ReadOnlySpan<char> UniqueOf(ReadOnlySpan<char> fileName)
    {
        if (fileName.IndexOf(':') is > 0 and var colon)
        {
            return fileName[..colon];
        }

        // These two may stand in a host's name elsewhere, so the whole of the ending must be one.
        var flags = fileName.LastIndexOf("2,");
        return flags > 1 && fileName[flags - 1] is (';' or '!') && !fileName[(flags + 2)..].ContainsAnyExcept(Flags) ? fileName[..(flags - 1)] : fileName;
    }
}
