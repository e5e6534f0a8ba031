using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Ingestion.Channels.Email.Imap;

/// <summary>
/// Names messages of one account and folder: <c>hash.uidvalidity.uid</c>. The hash stands for user and folder, so that a channel that is
/// pointed to another mailbox gives other names, without the address in them. A server may change its name.
/// </summary>
internal sealed class ImapMailboxKey
{
    public ImapMailboxKey(ImapOptions options)
    {
        var folder = string.Equals(options.Folder, "INBOX", StringComparison.OrdinalIgnoreCase) ? "INBOX" : options.Folder;
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes($"{options.User}\0{folder}"));
        Prefix = Convert.ToHexStringLower(hash.AsSpan(0, 6));
    }

    public string Prefix { get; }

    public string ExternalId(uint validity, uint uid) => string.Create(CultureInfo.InvariantCulture, $"{Prefix}.{validity}.{uid}");

    /// <summary>The UID when the id belongs to this mailbox under this UIDVALIDITY; else the message is out of reach for ever.</summary>
    public uint? Uid(string externalId, uint validity)
    {
        var parts = externalId.Split('.');
        return parts.Length == 3 && string.Equals(parts[0], Prefix, StringComparison.Ordinal) && Number(parts[1]) == validity ? Number(parts[2]) : null;
    }

    public static uint? Number(string text) =>
        uint.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0 ? number : null;
}
