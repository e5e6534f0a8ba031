using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Buffers.Binary;

namespace Ingestion.Channels.Sms.Twilio;

/// <summary>One message of the list.</summary>
/// <param name="Sid">Its id.</param>
/// <param name="Raw">Its JSON object as received.</param>
internal sealed record TwilioEntry(string Sid, ReadOnlyMemory<byte> Raw)
{
    private static readonly string[] Formats = ["ddd, dd MMM yyyy HH:mm:ss zzz", "ddd, d MMM yyyy HH:mm:ss zzz", "ddd, dd MMM yyyy HH:mm:ss 'GMT'", "yyyy-MM-dd'T'HH:mm:ssK"];

    /// <summary>When Twilio got it, in Unix seconds; null when the list does not say.</summary>
    public long? CreatedAt { get; init; }

    /// <summary>Everything that the reader needs is there.</summary>
    public bool IsWhole { get; init; }

    /// <summary>To whom it was written, as it stands.</summary>
    public string? To { get; init; }

    public string? Service { get; init; }

    /// <summary>A customer wrote it; the list holds our answers too.</summary>
    public bool IsInbound { get; init; }

    /// <summary>Null for what has no id.</summary>
    public static TwilioEntry? Read(ReadOnlyMemory<byte> raw)
    {
        var fields = TwilioFields.Read(raw.Span);
        if (!TwilioSid.IsSid(fields["MessageSid"]))
        {
            return null;
        }

        return new TwilioEntry(fields["MessageSid"]!, raw)
        {
            CreatedAt = TimeOf(fields["date_created"]) ?? TimeOf(fields["date_sent"]),
            IsInbound = string.Equals(fields["direction"], "inbound", StringComparison.OrdinalIgnoreCase),
            IsWhole = fields.Has("Body") && fields.Has("From") && !fields.Notes.Contains("json-broken"),
            To = fields["To"],
            Service = fields["MessagingServiceSid"],
        };
    }

    /// <summary>What the sums over stretches of time are made of.</summary>
    public ulong Hash => BinaryPrimitives.ReadUInt64BigEndian(SHA256.HashData(Encoding.UTF8.GetBytes(Sid)));

    /// <summary>By time, then by id, so that the order is always the same.</summary>
    public int CompareTo(long createdAt, string sid) =>
        (CreatedAt ?? 0).CompareTo(createdAt) is not 0 and var byTime ? byTime : string.CompareOrdinal(Sid, sid);

    /// <summary>A date of the list in Unix seconds; null when it is none.</summary>
    public static long? TimeOf(string? text) =>
        DateTimeOffset.TryParseExact(text, Formats, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time) ? time.ToUnixTimeSeconds() : null;
}
