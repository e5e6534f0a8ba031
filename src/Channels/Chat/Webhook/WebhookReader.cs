using System.Buffers;
using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Ingestion.Channels.Chat.Webhook;

/// <summary>Reads <c>message.created</c> events. Contact points are the posting program's word, see <see cref="WebhookOptions.TrustContactPoints"/>.</summary>
internal sealed class WebhookReader(bool trustContactPoints) : IMessageReader
{
    private const int MaxPoint = 320;

    public InboundMessage Read(AcceptedMessage message)
    {
        var fields = EventFields.Read(message.Raw.Span);
        var sender = SenderOf(message.Channel, fields);
        if (string.IsNullOrWhiteSpace(fields.Text))
        {
            PlainText.Note(fields.Notes, "text-missing");
        }

        if (fields.ConversationId is null)
        {
            PlainText.Note(fields.Notes, "conversation-missing");
        }

        return new InboundMessage
        {
            Medium = Medium.Chat,
            Sender = sender,
            SenderName = NullIfEmpty(fields.SenderName),
            ReplyTo = HandleOf(message.Channel, fields.ConversationId, fields.Notes),
            Subject = NullIfEmpty(fields.Subject),
            Text = fields.Text ?? "",
            ConversationId = fields.ConversationId,
            SentAt = fields.SentAt,
            LanguageHint = fields.Language,
            Fingerprint = FingerprintOf(message.Channel, fields),
            Notes = fields.Notes,
        };
    }

    private ContactPoint? SenderOf(string channel, EventFields fields)
    {
        var handle = HandleOf(channel, fields.SenderId, fields.Notes);
        var email = Point(fields.Email, EmailAddress.Read, "email-unusable");
        var phone = Point(fields.Phone, PhoneNumber.Read, "phone-unusable");
        var sender = trustContactPoints ? email ?? phone ?? handle : handle;
        if (sender is null)
        {
            PlainText.Note(fields.Notes, "sender-missing");
        }

        return sender;

        ContactPoint? Point(string? typed, Func<string, ContactPoint?> read, string note)
        {
            if (string.IsNullOrWhiteSpace(typed) || !trustContactPoints)
            {
                return null;
            }

            var point = read(typed);
            if (point is null)
            {
                PlainText.Note(fields.Notes, note);
            }

            return point;
        }
    }

    private static ContactPoint? HandleOf(string channel, string? id, List<string> notes)
    {
        if (id is null)
        {
            return null;
        }

        if (channel.Length + 1 + id.Length <= MaxPoint)
        {
            return new ContactPoint(ContactPointKind.Handle, $"{channel}:{id}");
        }

        PlainText.Note(notes, "handle-too-long");
        return null;
    }

    /// <summary>
    /// The program's own message id makes a repeat under a new webhook-id certain. The channel is part of it: two programs both count
    /// from c-1 and m-1, and what is folded wrongly is lost.
    /// </summary>
    private static byte[]? FingerprintOf(string channel, EventFields fields)
    {
        if (fields.MessageId is null || fields.ConversationId is null)
        {
            return null;
        }

        ReadOnlySpan<string> parts = ["webhook", channel, fields.ConversationId, fields.MessageId, fields.Text ?? ""];
        var most = 0;
        foreach (var part in parts)
        {
            most += sizeof(int) + Encoding.UTF8.GetMaxByteCount(part.Length);
        }

        var buffer = ArrayPool<byte>.Shared.Rent(most);
        try
        {
            var length = 0;
            foreach (var part in parts)
            {
                var written = Encoding.UTF8.GetBytes(part, buffer.AsSpan(length + sizeof(int)));
                BinaryPrimitives.WriteInt32BigEndian(buffer.AsSpan(length), written);
                length += sizeof(int) + written;
            }

            return SHA256.HashData(buffer.AsSpan(0, length));
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private static string? NullIfEmpty(string? text) => string.IsNullOrWhiteSpace(text) ? null : text;
}
