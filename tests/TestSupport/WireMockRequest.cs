using System.Text;
using System.Text.Json;

namespace TestSupport;

/// <summary>A request as WireMock's journal has it.</summary>
/// <param name="Method">GET, POST …</param>
/// <param name="Target">Path below the scope and query, as they came: <c>/2/users/17/mentions?since_id=5</c>.</param>
/// <param name="Headers">By name in any case; repeated ones joined with a comma.</param>
/// <param name="Body">The bytes as they came.</param>
/// <param name="At">WireMock's clock, in whole milliseconds.</param>
public sealed record WireMockRequest(string Method, string Target, IReadOnlyDictionary<string, string> Headers, byte[] Body, DateTimeOffset At)
{
    /// <summary>Without the query.</summary>
    public string Path => Target.Split('?')[0];

    public string Text => Encoding.UTF8.GetString(Body);

    /// <summary>A parameter's first value, decoded, or null.</summary>
    public string? Query(string name) => Find(Target.Contains('?', StringComparison.Ordinal) ? Target[(Target.IndexOf('?', StringComparison.Ordinal) + 1)..] : "", name);

    /// <summary>A field of a form body: its first value, decoded, or null.</summary>
    public string? Form(string name) => Find(Text, name);

    internal static WireMockRequest From(JsonElement request, string scope)
    {
        var headers = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        if (request.TryGetProperty("headers", out var given))
        {
            foreach (var header in given.EnumerateObject())
            {
                headers[header.Name] = header.Value.ValueKind == JsonValueKind.Array
                    ? string.Join(",", header.Value.EnumerateArray().Select(value => value.GetString()))
                    : header.Value.GetString()!;
            }
        }

        return new WireMockRequest(
            request.GetProperty("method").GetString()!,
            request.GetProperty("url").GetString()![(scope.Length + 1)..],
            headers,
            request.TryGetProperty("bodyAsBase64", out var body) ? body.GetBytesFromBase64() : [],
            DateTimeOffset.FromUnixTimeMilliseconds(request.GetProperty("loggedDate").GetInt64()));
    }

    private static string? Find(string pairs, string name)
    {
        foreach (var pair in pairs.Split('&'))
        {
            var parts = pair.Split('=', 2);
            if (Decode(parts[0]) == name)
            {
                return parts.Length == 2 ? Decode(parts[1]) : "";
            }
        }

        return null;
    }

    private static string Decode(string text) => Uri.UnescapeDataString(text.Replace('+', ' '));
}
