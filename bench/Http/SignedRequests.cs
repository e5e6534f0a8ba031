using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Ingestion.Bench.Http;

/// <summary>
/// HTTP requests made and signed before the clock starts: POST of about 1 KB JSON, Standard Webhooks headers, every id unique.
/// They stand one after another in one buffer per 10,000.
/// </summary>
internal sealed class SignedRequests
{
    private const int PerBuffer = 10_000;
    private readonly List<byte[]> _buffers = [];
    private readonly List<(int Start, int Length)[]> _places = [];

    private SignedRequests(int count) => Count = count;

    public int Count { get; }

    /// <summary>Start again when all are used: for an endpoint that does not look for repeats.</summary>
    public bool Repeats { get; init; }

    public ReadOnlyMemory<byte> this[int number]
    {
        get
        {
            number %= Count;
            var (start, length) = _places[number / PerBuffer][number % PerBuffer];
            return _buffers[number / PerBuffer].AsMemory(start, length);
        }
    }

    /// <param name="prefix">Part of every id; another one for every run against the same store.</param>
    /// <param name="secret">The key's bytes (after the Base64 of `whsec_…`).</param>
    /// <param name="repeats">See <see cref="Repeats"/>.</param>
    public static SignedRequests Make(string path, int count, string prefix, byte[] secret, bool repeats = false)
    {
        var requests = new SignedRequests(count) { Repeats = repeats };
        var timestamp = TimeProvider.System.GetUtcNow().ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        for (var first = 0; first < count; first += PerBuffer)
        {
            var buffer = new MemoryStream(PerBuffer * 1400);
            var places = new (int, int)[Math.Min(PerBuffer, count - first)];
            for (var offset = 0; offset < places.Length; offset++)
            {
                var start = (int)buffer.Length;
                Write(buffer, path, $"{prefix}{first + offset:D7}", timestamp, first + offset, secret);
                places[offset] = (start, (int)buffer.Length - start);
            }

            requests._buffers.Add(buffer.ToArray());
            requests._places.Add(places);
        }

        return requests;
    }

    private static void Write(MemoryStream buffer, string path, string id, string timestamp, int number, byte[] secret)
    {
        var body = ChatMessages.Body(id, number);
        var signed = new byte[id.Length + timestamp.Length + 2 + body.Length];
        Encoding.ASCII.GetBytes($"{id}.{timestamp}.", signed);
        body.CopyTo(signed, id.Length + timestamp.Length + 2);
        var signature = Convert.ToBase64String(HMACSHA256.HashData(secret, signed));
        buffer.Write(Encoding.ASCII.GetBytes(string.Create(
            CultureInfo.InvariantCulture,
            $"POST {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\nwebhook-id: {id}\r\nwebhook-timestamp: {timestamp}\r\nwebhook-signature: v1,{signature}\r\nContent-Length: {body.Length}\r\n\r\n")));
        buffer.Write(body);
    }
}
