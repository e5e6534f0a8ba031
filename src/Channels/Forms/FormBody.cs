using System.Collections.Frozen;
using System.Text;
using System.Text.Json;
using System.Text.Unicode;

namespace Ingestion.Channels.Forms;

/// <summary>Bodies into entries. Unknown fields are ignored; what is no text is replaced and noted.</summary>
internal static class FormBody
{
    /// <summary>More of any field is never read from what was taken; the check's own limits are far below.</summary>
    public const int MostTaken = 100_000;

    /// <summary>More fields than any browser sends for this page.</summary>
    private const int MaxFields = 200;

    private static readonly JsonReaderOptions Json = new() { MaxDepth = 32 };

    private static readonly FrozenSet<string> Known = FrozenSet.ToFrozenSet(
        [FormField.Name, FormField.Email, FormField.Phone, FormField.Message, FormField.Reference, FormField.Token, FormField.Language, FormField.Trap],
        StringComparer.Ordinal);

    /// <summary>A body of <c>application/x-www-form-urlencoded</c> (WHATWG URL §5.1) in UTF-8.</summary>
    /// <param name="body">The body.</param>
    /// <param name="longest">Most characters of a field that are read.</param>
    public static FormEntry ReadForm(ReadOnlySpan<byte> body, int longest = MostTaken)
    {
        var fields = new Dictionary<string, string>(StringComparer.Ordinal);
        List<string> notes = [];
        var seen = 0;
        foreach (var range in body.Split((byte)'&'))
        {
            if (++seen > MaxFields)
            {
                break;
            }

            var pair = body[range];
            var equals = pair.IndexOf((byte)'=');
            var name = Decode(equals < 0 ? pair : pair[..equals], [], longest);
            if (Known.Contains(name) && !fields.ContainsKey(name))
            {
                fields[name] = equals < 0 ? "" : Decode(pair[(equals + 1)..], notes, longest);
            }
        }

        return FormEntry.Of(fields, [], notes);
    }

    /// <summary>One JSON object with the same names, where <c>id</c> stands for the token and <c>language</c> for lang; null when it is none.</summary>
    /// <param name="body">The body.</param>
    /// <param name="longest">Most characters of a field that are read.</param>
    public static FormEntry? ReadJson(ReadOnlySpan<byte> body, int longest = MostTaken)
    {
        var fields = new Dictionary<string, string>(StringComparer.Ordinal);
        List<string> noText = [];
        List<string> notes = [];
        try
        {
            var json = new Utf8JsonReader(body, Json);
            if (!json.Read() || json.TokenType != JsonTokenType.StartObject)
            {
                return null;
            }

            while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
            {
                var given = JsonText.Read(ref json, longest, []);
                json.Read();
                ReadValue(ref json, given, fields, noText, notes, longest);
                json.Skip();
            }

            // Only white space may follow; anything else throws.
            json.Read();
            return FormEntry.Of(fields, noText, notes);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static void ReadValue(ref Utf8JsonReader json, string given, Dictionary<string, string> fields, List<string> noText, List<string> notes, int longest)
    {
        var name = given switch
        {
            "id" => FormField.Token,
            "language" => FormField.Language,
            FormField.Token or FormField.Language or FormField.Trap => "",
            _ => given,
        };
        if (!Known.Contains(name) || json.TokenType == JsonTokenType.Null)
        {
            return;
        }

        if (json.TokenType != JsonTokenType.String)
        {
            PlainText.Note(noText, given);
        }
        else if (!fields.TryAdd(name, JsonText.Read(ref json, longest, notes)))
        {
            PlainText.Note(notes, "json-duplicate-key");
        }
    }

    private static string Decode(ReadOnlySpan<byte> encoded, List<string> notes, int longest)
    {
        var bytes = new byte[encoded.Length];
        var length = 0;
        for (var n = 0; n < encoded.Length; n++)
        {
            if (encoded[n] == '%' && n + 2 < encoded.Length && Hex(encoded[n + 1]) is >= 0 and var high && Hex(encoded[n + 2]) is >= 0 and var low)
            {
                bytes[length++] = (byte)((high << 4) | low);
                n += 2;
            }
            else
            {
                bytes[length++] = encoded[n] == '+' ? (byte)' ' : encoded[n];
            }
        }

        var text = bytes.AsSpan(0, length);
        if (!Utf8.IsValid(text))
        {
            PlainText.Note(notes, PlainText.Undecodable);
        }

        return PlainText.Clean(Encoding.UTF8.GetString(text), longest, notes);
    }

    private static int Hex(byte letter) => letter switch
    {
        >= (byte)'0' and <= (byte)'9' => letter - '0',
        >= (byte)'A' and <= (byte)'F' => letter - 'A' + 10,
        >= (byte)'a' and <= (byte)'f' => letter - 'a' + 10,
        _ => -1,
    };
}
