using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;

namespace Ingestion.Channels;

/// <summary>
/// Fields of JSON objects that a provider made, with a customer's text in them. Nothing throws: a field of the wrong type is a missing one, and
/// text is made storable. Names are compared byte by byte and the first one counts, so that no strange name in a customer's object does harm.
/// </summary>
internal static class JsonFields
{
    private const int MaxId = 300;

    private static readonly JsonDocumentOptions Options = new() { MaxDepth = 64 };

    /// <summary>The document when the bytes are one JSON object; null otherwise.</summary>
    public static JsonDocument? Parse(ReadOnlyMemory<byte> json)
    {
        try
        {
            var document = JsonDocument.Parse(json, Options);
            if (document.RootElement.ValueKind == JsonValueKind.Object)
            {
                return document;
            }

            document.Dispose();
            return null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>The field's value; <see cref="JsonValueKind.Undefined"/> when there is none or the parent is no object.</summary>
    public static JsonElement Field(this JsonElement parent, ReadOnlySpan<byte> name)
    {
        if (parent.ValueKind == JsonValueKind.Object)
        {
            foreach (var property in parent.EnumerateObject())
            {
                if (JsonMarshal.GetRawUtf8PropertyName(property).SequenceEqual(name))
                {
                    return property.Value;
                }
            }
        }

        return default;
    }

    public static bool Has(this JsonElement parent, ReadOnlySpan<byte> name) =>
        parent.Field(name).ValueKind is not (JsonValueKind.Undefined or JsonValueKind.Null);

    /// <summary>The elements of an array; none for everything else.</summary>
    public static IEnumerable<JsonElement> Items(this JsonElement value) =>
        value.ValueKind == JsonValueKind.Array ? value.EnumerateArray() : [];

    /// <summary>At most <paramref name="limit"/> characters, noted when there were more; null when it is no string.</summary>
    public static string? Text(this JsonElement parent, ReadOnlySpan<byte> name, int limit, ICollection<string> notes) =>
        parent.Field(name).AsText(limit, notes);

    /// <inheritdoc cref="Text"/>
    public static string? AsText(this JsonElement value, int limit, ICollection<string> notes)
    {
        if (value.ValueKind != JsonValueKind.String)
        {
            return null;
        }

        var json = new Utf8JsonReader(JsonMarshal.GetRawUtf8Value(value));
        json.Read();
        return JsonText.Read(ref json, limit, notes);
    }

    /// <summary>The fields of an object that are text, a number or a yes or no, as a person would write them.</summary>
    public static IEnumerable<(string Name, string Value)> Fields(this JsonElement parent, int limit, ICollection<string> notes)
    {
        foreach (var property in parent.EnumerateObject())
        {
            var value = property.Value.ValueKind switch
            {
                JsonValueKind.String => property.Value.AsText(limit, notes),
                JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False => property.Value.GetRawText(),
                _ => null,
            };
            if (value is not null)
            {
                yield return (PlainText.Clean(Encoding.UTF8.GetString(JsonMarshal.GetRawUtf8PropertyName(property)), limit, notes), value);
            }
        }
    }

    /// <summary>An id is kept whole or not at all: two ids with equal beginnings are not the same.</summary>
    public static string? Id(this JsonElement parent, ReadOnlySpan<byte> name)
    {
        var notes = new List<string>();
        return parent.Text(name, MaxId, notes) is { Length: > 0 } id && notes.Count == 0 && !id.Any(char.IsControl) ? id : null;
    }

    public static long? Number(this JsonElement parent, ReadOnlySpan<byte> name) =>
        parent.Field(name) is { ValueKind: JsonValueKind.Number } value && value.TryGetInt64(out var number) ? number : null;

    public static double? Real(this JsonElement parent, ReadOnlySpan<byte> name) =>
        parent.Field(name) is { ValueKind: JsonValueKind.Number } value && value.TryGetDouble(out var number) && double.IsFinite(number) ? number : null;

    public static bool IsTrue(this JsonElement parent, ReadOnlySpan<byte> name) => parent.Field(name).ValueKind == JsonValueKind.True;

    /// <summary>Unix seconds.</summary>
    public static DateTimeOffset? Seconds(this JsonElement parent, ReadOnlySpan<byte> name) =>
        parent.Number(name) is > 0 and < 253_402_300_800 and { } seconds ? DateTimeOffset.FromUnixTimeSeconds(seconds) : null;

    /// <summary>RFC 3339, in UTC.</summary>
    public static DateTimeOffset? Time(this JsonElement parent, ReadOnlySpan<byte> name) =>
        parent.Id(name) is { } text
        && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var time)
            ? time
            : null;

    /// <summary>A BCP 47 tag as far as its letters go, or null.</summary>
    public static string? Language(this JsonElement parent, ReadOnlySpan<byte> name) =>
        parent.Id(name) is { Length: >= 2 and <= 35 } tag && tag.All(letter => char.IsAsciiLetterOrDigit(letter) || letter == '-') ? tag : null;

    /// <summary>A file's name without paths and control characters, at most 200 characters; or null.</summary>
    public static string? FileName(this JsonElement parent, ReadOnlySpan<byte> name)
    {
        if (parent.Text(name, 4000, []) is not { } given)
        {
            return null;
        }

        var bare = given[(given.LastIndexOfAny(['/', '\\']) + 1)..];
        var clean = string.Concat(bare.Where(letter => !char.IsControl(letter))).Trim();
        return clean.Length == 0 ? null : PlainText.Clean(clean, 200, []);
    }

    /// <summary>A media type in lower case without parameters; <paramref name="assumed"/> when none is given that looks like one.</summary>
    public static string MediaType(this JsonElement parent, ReadOnlySpan<byte> name, string assumed)
    {
        var given = parent.Id(name)?.Split(';')[0].Trim().ToLowerInvariant();
        return given is { Length: <= 100 } && given.IndexOf('/', StringComparison.Ordinal) > 0
            && given.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '/' or '.' or '+' or '-')
                ? given
                : assumed;
    }
}
