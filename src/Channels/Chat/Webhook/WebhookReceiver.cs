using System.Globalization;
using System.Security.Cryptography;

namespace Ingestion.Channels.Chat.Webhook;

/// <summary>
/// Takes deliveries signed by Standard Webhooks, in this order: headers, timestamp, signature over the bytes as received, then a scan of
/// the JSON. What the text says is the reader's business, after the message is safe in the inbox.
/// </summary>
internal sealed class WebhookReceiver(IReadOnlyList<byte[]> keys, int maxBytes) : IWebhookReceiver
{
    /// <summary>How far the signed time may be from ours, both ways: what the reference libraries allow.</summary>
    public static readonly TimeSpan Tolerance = TimeSpan.FromMinutes(5);

    /// <summary>A sender that changes secrets lists two or three signatures; more than this many are not looked at.</summary>
    public const int MaxSignatures = 16;

    private const int EncodedSignature = 44;
    private const int MaxTimestampDigits = 11;

    private static readonly WebhookVerdict.Refuse HeadersMissing = new(401, "signature-missing");
    private static readonly WebhookVerdict.Refuse IdMalformed = new(400, "id-malformed");
    private static readonly WebhookVerdict.Refuse TimestampMalformed = new(400, "timestamp-malformed");
    private static readonly WebhookVerdict.Refuse TooOld = new(401, "timestamp-too-old");
    private static readonly WebhookVerdict.Refuse TooNew = new(401, "timestamp-in-the-future");
    private static readonly WebhookVerdict.Refuse Forged = new(401, "signature-wrong");
    private static readonly WebhookVerdict.Refuse JsonBroken = new(400, "json-broken");
    private static readonly WebhookVerdict.Refuse DuplicateKey = new(400, "json-duplicate-key");
    private static readonly WebhookVerdict.Refuse TypeMissing = new(422, "type-missing");
    private static readonly WebhookVerdict.Refuse DataMissing = new(422, "data-missing");

    /// <summary>Other events are fine and nothing to us; an error would make the sender repeat them for days.</summary>
    private static readonly WebhookVerdict.Answer NoMessage = new(new WebhookReply(204, "", ReadOnlyMemory<byte>.Empty));

    private readonly ThreadLocal<IncrementalHash>[] _hashes = [.. keys.Select(key => new ThreadLocal<IncrementalHash>(() => WebhookSignature.HashOf(key)))];

    public int MaxBytes => maxBytes;

    public IReadOnlyList<string> MediaTypes { get; } = ["application/json"];

    public bool AnswersGet => false;

    public WebhookVerdict Receive(WebhookRequest request)
    {
        var id = request.Header("webhook-id");
        if (request.IsVouchedFor)
        {
            return WebhookSignature.IsId(id ?? "") ? Content(id!, request.Body.Span, request.ReceivedAt) : IdMalformed;
        }

        var timestamp = request.Header("webhook-timestamp");
        var signatures = request.Header("webhook-signature");
        if (string.IsNullOrEmpty(id) || string.IsNullOrEmpty(timestamp) || string.IsNullOrEmpty(signatures))
        {
            return HeadersMissing;
        }

        if (!WebhookSignature.IsId(id))
        {
            return IdMalformed;
        }

        if (timestamp.Length > MaxTimestampDigits || !long.TryParse(timestamp, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds))
        {
            return TimestampMalformed;
        }

        var signedAt = DateTimeOffset.FromUnixTimeSeconds(seconds);
        if (signedAt < request.ReceivedAt - Tolerance)
        {
            return TooOld;
        }

        if (signedAt > request.ReceivedAt + Tolerance)
        {
            return TooNew;
        }

        var body = request.Body.Span;
        if (!IsAuthentic(id, timestamp, signatures, body))
        {
            return Forged;
        }

        return Content(id, body, signedAt);
    }

    private static WebhookVerdict Content(string id, ReadOnlySpan<byte> body, DateTimeOffset arrivedAt) => EventScan.Scan(body) switch
    {
        EventKind.Message => new WebhookVerdict.Take([new OfferedMessage { ExternalId = id, Raw = body.ToArray(), ArrivedAt = arrivedAt }]),
        EventKind.OtherEvent => NoMessage,
        EventKind.DuplicateKey => DuplicateKey,
        EventKind.TypeMissing => TypeMissing,
        EventKind.DataMissing => DataMissing,
        _ => JsonBroken,
    };

    /// <summary>Any listed signature by any of our keys will do. Unknown versions are skipped: they belong to other receivers.</summary>
    private bool IsAuthentic(string id, string timestamp, string signatures, ReadOnlySpan<byte> body)
    {
        Span<byte> offered = stackalloc byte[MaxSignatures * WebhookSignature.Size];
        var count = Decode(signatures, offered);
        Span<byte> expected = stackalloc byte[WebhookSignature.Size];
        for (var key = 0; key < _hashes.Length && count > 0; key++)
        {
            WebhookSignature.Compute(_hashes[key].Value!, id, timestamp, body, expected);
            for (var n = 0; n < count; n++)
            {
                if (CryptographicOperations.FixedTimeEquals(expected, offered.Slice(n * WebhookSignature.Size, WebhookSignature.Size)))
                {
                    return true;
                }
            }
        }

        return false;
    }

    /// <summary>The well-formed <c>v1</c> signatures among the first of the list, one after the other.</summary>
    private static int Decode(ReadOnlySpan<char> signatures, Span<byte> offered)
    {
        var count = 0;
        var looked = 0;
        foreach (var range in signatures.Split(' '))
        {
            if (++looked > MaxSignatures)
            {
                break;
            }

            var signature = signatures[range];
            if (signature.StartsWith("v1,", StringComparison.Ordinal)
                && signature.Length == EncodedSignature + 3
                && Convert.TryFromBase64Chars(signature[3..], offered.Slice(count * WebhookSignature.Size, WebhookSignature.Size), out var length)
                && length == WebhookSignature.Size)
            {
                count++;
            }
        }

        return count;
    }
}
