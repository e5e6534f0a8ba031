using System.Buffers.Binary;
using Ingestion.Mail.Mime;

namespace Ingestion.Mail.Facts;

/// <summary>What Outlook says about the conversation that a mail belongs to (MS-OXOMSG §2.2.1.3). A hint; References count more.</summary>
/// <param name="Root">The same for all mails of a conversation, hexadecimal; null when Thread-Index is missing or broken.</param>
/// <param name="StartedAt">When the conversation began; null when unknown or nonsense.</param>
/// <param name="Replies">How many answers lie between the first mail and this one.</param>
/// <param name="Topic">Thread-Topic: the first mail's subject, decoded; or null.</param>
public sealed record ThreadFacts(string? Root, DateTimeOffset? StartedAt, int Replies, string? Topic)
{
    private const int RootBytes = 22;
    private const int ReplyBytes = 5;
    private const int LongestIndex = 4_000;

    /// <summary>Null when neither field is there.</summary>
    public static ThreadFacts? Of(MimeHeaders headers)
    {
        var index = headers.Unfolded("Thread-Index");
        var topic = headers.Value("Thread-Topic");
        if (index is null && topic is null)
        {
            return null;
        }

        var bytes = new byte[LongestIndex];
        var text = index?.Replace(" ", "", StringComparison.Ordinal) ?? "";
        if (text.Length > LongestIndex || !Convert.TryFromBase64String(text, bytes, out var length) || length < RootBytes)
        {
            return new ThreadFacts(null, null, 0, topic);
        }

        // the upper six bytes of a FILETIME, the uppermost always 1
        var ticks = (long)(BinaryPrimitives.ReadUInt64BigEndian(bytes) & 0xFFFF_FFFF_FFFF_0000);
        DateTimeOffset? started = ticks > 0 && ticks < DateTimeOffset.MaxValue.ToFileTime() ? DateTimeOffset.FromFileTime(ticks).ToUniversalTime() : null;
        return new ThreadFacts(Convert.ToHexString(bytes.AsSpan(0, RootBytes)), started, (length - RootBytes) / ReplyBytes, topic);
    }
}
