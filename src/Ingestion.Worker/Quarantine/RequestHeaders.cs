using System.Text;
using System.Text.Json;

namespace Ingestion.Worker.Quarantine;

/// <summary>Headers of a request by name, in any case. They may hold secrets: the right ones, when ours were wrong.</summary>
internal sealed class RequestHeaders
{
    /// <summary>Names and values together, in characters. No provider's signature comes near it.</summary>
    public const int MaxSize = 16 * 1024;

    private readonly Dictionary<string, string> values;

    private RequestHeaders(Dictionary<string, string> values) => this.values = values;

    public IEnumerable<string> Names => values.Keys.Order(StringComparer.OrdinalIgnoreCase);

    public int Size => values.Sum(header => header.Key.Length + header.Value.Length);

    /// <summary>A header's value, or null.</summary>
    public string? this[string name] => values.GetValueOrDefault(name);

    /// <summary>Keeps all but cookies and those of a proxy's login; the longest fall away when they are too many.</summary>
    public static RequestHeaders Of(IEnumerable<KeyValuePair<string, string>> headers)
    {
        var kept = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        var size = 0;
        foreach (var (name, value) in headers.Where(header => IsKept(header.Key)).OrderBy(header => header.Key.Length + header.Value.Length))
        {
            size += name.Length + value.Length;
            if (size > MaxSize)
            {
                break;
            }

            kept[name] = value;
        }

        return new RequestHeaders(kept);
    }

    /// <summary>What <see cref="ToJson"/> wrote.</summary>
    public static RequestHeaders Parse(string json)
    {
        var read = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        using var document = JsonDocument.Parse(json);
        foreach (var header in document.RootElement.EnumerateObject())
        {
            read[header.Name] = header.Value.GetString() ?? "";
        }

        return new RequestHeaders(read);
    }

    public string ToJson()
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            foreach (var (name, value) in values)
            {
                json.WriteString(name, value);
            }

            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.GetBuffer(), 0, (int)buffer.Length);
    }

    private static bool IsKept(string name) =>
        !name.Equals("Cookie", StringComparison.OrdinalIgnoreCase) && !name.Equals("Proxy-Authorization", StringComparison.OrdinalIgnoreCase);
}
