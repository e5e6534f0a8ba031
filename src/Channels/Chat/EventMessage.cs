using System.Buffers;
using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Ingestion.Channels.Chat;

/// <summary>
/// Makes a message of an event's fields. Contact points are the posting program's word: without <paramref name="trustContactPoints"/> customers
/// are known by their id in that program, and where it names none, by a claimed address.
/// </summary>
/// <param name="connector">Part of the fingerprint: <c>webhook</c>.</param>
/// <param name="trustContactPoints">Whether e-mail addresses and phone numbers count.</param>
/// <param name="region">Whose home spellings of telephone numbers count; or null.</param>
internal sealed class EventMessage(string connector, bool trustContactPoints, string? region = null)
{
    private const int MaxPoint = 320;

    /// <param name="channel">Handles are unique within it.</param>
    /// <param name="fields">What was read; its notes grow.</param>
    /// <param name="conversationId">The conversation when the event names none; or null.</param>
    /// <param name="answerId">What an answer is known by where there is no conversation; or null.</param>
    public InboundMessage Of(string channel, EventFields fields, string? conversationId = null, string? answerId = null)
    {
        conversationId = fields.ConversationId ?? conversationId;
        var (sender, isClaimed) = SenderOf(channel, fields);
        if (string.IsNullOrWhiteSpace(fields.Text))
        {
            PlainText.Note(fields.Notes, "text-missing");
        }

        if (conversationId is null && answerId is null)
        {
            PlainText.Note(fields.Notes, "conversation-missing");
        }

        return new InboundMessage
        {
            Medium = Medium.Chat,
            Sender = sender,
            IsSenderClaimed = isClaimed,
            AlsoGiven = AlsoGiven(fields, sender),
            SenderName = NullIfEmpty(fields.SenderName),
            ReplyTo = HandleOf(channel, conversationId ?? answerId, fields.Notes),
            Subject = NullIfEmpty(fields.Subject),
            Text = fields.Text ?? "",
            ConversationId = conversationId,
            SentAt = fields.SentAt,

            // anybody can claim an address and silence it
            Consent = isClaimed ? null : StopWords.Read(fields.Text ?? ""),
            LanguageHint = fields.Language,
            Fingerprint = fields is { MessageId: { } id, ConversationId: { } conversation } ? FingerprintOf(channel, conversation, id, fields.Text) : null,
            Notes = fields.Notes,
        };
    }

    private (ContactPoint? Sender, bool IsClaimed) SenderOf(string channel, EventFields fields)
    {
        var handle = HandleOf(channel, fields.SenderId, fields.Notes);
        var named = trustContactPoints || handle is null
            ? Point(fields.Email, EmailAddress.Read, "email-unusable") ?? Point(fields.Phone, typed => PhoneNumber.Read(typed, region), "phone-unusable")
            : null;
        if (named is null && handle is null)
        {
            PlainText.Note(fields.Notes, "sender-missing");
        }

        return (named ?? handle, named is not null && !trustContactPoints);

        ContactPoint? Point(string? typed, Func<string, ContactPoint?> read, string note)
        {
            if (string.IsNullOrWhiteSpace(typed))
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

    /// <summary>A point in the message beside its sender's; of an address and a number beside a handle, the address.</summary>
    private ContactPoint? AlsoGiven(EventFields fields, ContactPoint? sender)
    {
        var email = EmailAddress.Read(fields.Email ?? "");
        return sender is { Kind: ContactPointKind.Handle } && email is not null ? email
            : PhoneNumber.Read(fields.Phone ?? "", region) is { } phone && phone != sender ? phone
            : null;
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
    /// A producer's own id makes a repeat certain, also under another id of the transport. The channel is part of it: two programs both count
    /// from c-1 and m-1, and what is folded wrongly is lost.
    /// </summary>
    /// <param name="scope">Where the id is unique: a conversation, the source of a CloudEvent.</param>
    public byte[] FingerprintOf(string channel, string scope, string id, string? text)
    {
        ReadOnlySpan<string> parts = [connector, channel, scope, id, text ?? ""];
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
