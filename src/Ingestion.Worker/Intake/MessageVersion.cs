using System.Security.Cryptography;
using System.Text;
using Ingestion.Channels;
using Ingestion.Worker.Complaints;

namespace Ingestion.Worker.Intake;

/// <summary>One version of a message that its customer can edit or delete.</summary>
/// <param name="Key">The hash of what its versions share.</param>
/// <param name="At">When it was written, as far as anybody says; else when it came.</param>
/// <param name="Content">The hash of what it says.</param>
internal sealed record MessageVersion(Guid Key, DateTimeOffset At, Guid Content)
{
    /// <summary>Null for messages that do not change.</summary>
    public static MessageVersion? Of(AcceptedMessage message, InboundMessage content) => content.Identity is { Length: > 0 } identity
        ? new MessageVersion(Conversations.VersionKey(message.Channel, identity), content.SentAt ?? message.ArrivedAt ?? message.AcceptedAt, Hash(content))
        : null;

    private static Guid Hash(InboundMessage content)
    {
        var said = new StringBuilder(content.IsWithdrawn ? "withdrawn\n" : "\n").Append(content.Subject).Append('\n').Append(content.Text);
        foreach (var attachment in content.Attachments)
        {
            said.Append('\n').Append(attachment.FileName).Append('\n').Append(attachment.MediaType).Append('\n').Append(attachment.Size);
        }

        Span<byte> hash = stackalloc byte[32];
        SHA256.HashData(Encoding.UTF8.GetBytes(said.ToString()), hash);
        return new Guid(hash[..16]);
    }
}
