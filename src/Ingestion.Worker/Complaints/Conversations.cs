using System.Security.Cryptography;
using System.Text;

namespace Ingestion.Worker.Complaints;

/// <summary>Keys by which a later message finds its complaint. Hashed to 128 bits: ids of providers can be long and personal.</summary>
internal static class Conversations
{
    /// <summary>A provider's conversation, in the scope of its channel.</summary>
    public static Guid ChatKey(string channel, string conversationId) => Hash("chat\n" + channel + "\n" + conversationId);

    /// <summary>A customer's Message-ID. Compared exactly (RFC 5322 §3.6.4), but for the brackets that some gateways drop.</summary>
    public static Guid MailKey(string messageId) => Hash("mail\n" + messageId.Trim().TrimStart('<').TrimEnd('>'));

    /// <summary>A provider's id of a message, in the scope of its channel.</summary>
    public static Guid MessageKey(string channel, string messageId) => Hash("message\n" + channel + "\n" + messageId);

    /// <summary>What all versions of one message share, in the scope of its channel.</summary>
    public static Guid VersionKey(string channel, string identity) => Hash("version\n" + channel + "\n" + identity);

    /// <summary>What one contact point sends on one channel.</summary>
    public static Guid SessionKey(string channel, string kind, string value) => Hash("session\n" + channel + "\n" + kind + "\n" + value);

    /// <summary>A sender by whom messages that are no text of a complaint are found.</summary>
    public static Guid SenderKey(string kind, string value) => Hash("sender\n" + kind + "\n" + value);

    private static Guid Hash(string text)
    {
        Span<byte> hash = stackalloc byte[32];
        SHA256.HashData(Encoding.UTF8.GetBytes(text), hash);
        return new Guid(hash[..16]);
    }
}
