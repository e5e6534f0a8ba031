using System.Globalization;
using System.Text;

namespace TestSupport;

/// <summary>A request as <see cref="HttpStub"/> saw it.</summary>
public sealed record HttpStubRequest(string Method, string Target, IReadOnlyDictionary<string, string> Headers, byte[] Body)
{
    /// <summary>The request, when its head and the body that Content-Length names are complete.</summary>
    public static HttpStubRequest? TryRead(byte[] bytes)
    {
        var end = bytes.AsSpan().IndexOf("\r\n\r\n"u8);
        if (end < 0)
        {
            return null;
        }

        var lines = Encoding.Latin1.GetString(bytes, 0, end).Split("\r\n");
        var headers = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var line in lines[1..])
        {
            var colon = line.IndexOf(':', StringComparison.Ordinal);
            headers[line[..colon]] = line[(colon + 1)..].Trim();
        }

        var length = headers.TryGetValue("Content-Length", out var text) ? int.Parse(text, CultureInfo.InvariantCulture) : 0;
        var body = bytes[(end + 4)..];
        var start = lines[0].Split(' ');
        return body.Length < length ? null : new HttpStubRequest(start[0], start[1], headers, body);
    }
}
