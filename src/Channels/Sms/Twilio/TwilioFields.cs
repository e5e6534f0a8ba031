using System.Collections.Frozen;
using System.Text;
using System.Text.Json;

namespace Ingestion.Channels.Sms.Twilio;

/// <summary>
/// A message's parameters by the names that hooks use, out of a form, a query, or JSON as the message list has it. Of a parameter given twice the
/// first counts.
/// </summary>
internal sealed class TwilioFields
{
    private const int MaxValue = 20_000;
    private const int MostFields = 500;

    /// <summary>The list's names of what hooks call otherwise.</summary>
    private static readonly FrozenDictionary<string, string> ListNames = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["sid"] = "MessageSid",
        ["account_sid"] = "AccountSid",
        ["messaging_service_sid"] = "MessagingServiceSid",
        ["from"] = "From",
        ["to"] = "To",
        ["body"] = "Body",
        ["num_media"] = "NumMedia",
        ["num_segments"] = "NumSegments",
        ["status"] = "SmsStatus",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    private readonly Dictionary<string, string> _values = new(StringComparer.Ordinal);

    /// <summary>What could not be read.</summary>
    public List<string> Notes { get; } = [];

    /// <summary>The parameter's value, or null when it is not there or empty.</summary>
    public string? this[string name] => _values.TryGetValue(name, out var value) && value.Length > 0 ? value : null;

    /// <summary>Also when it is empty.</summary>
    public bool Has(string name) => _values.ContainsKey(name);

    public static TwilioFields Read(ReadOnlySpan<byte> raw)
    {
        var fields = new TwilioFields();
        var start = raw.TrimStart(" \t\r\n"u8);
        if (!start.IsEmpty && start[0] == (byte)'{')
        {
            fields.ReadJson(start);
        }
        else
        {
            fields.ReadForm(raw);
        }

        return fields;
    }

    private void ReadForm(ReadOnlySpan<byte> form)
    {
        foreach (var (name, value) in TwilioForm.Read(form))
        {
            if (value.Contains('\uFFFD', StringComparison.Ordinal))
            {
                PlainText.Note(Notes, PlainText.Undecodable);
            }

            Add(name, PlainText.Clean(value, MaxValue, Notes));
        }
    }

    private void ReadJson(ReadOnlySpan<byte> text)
    {
        try
        {
            var json = new Utf8JsonReader(text, new JsonReaderOptions { MaxDepth = 32 });
            json.Read();
            while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
            {
                var name = JsonText.Read(ref json, 100, Notes);
                json.Read();
                switch (json.TokenType)
                {
                    case JsonTokenType.String:
                        AddListed(name, JsonText.Read(ref json, MaxValue, Notes));
                        break;
                    case JsonTokenType.Number:
                        AddListed(name, Encoding.ASCII.GetString(json.ValueSpan[..Math.Min(json.ValueSpan.Length, 40)]));
                        break;
                    default:
                        json.Skip();
                        break;
                }
            }
        }
        catch (JsonException)
        {
            PlainText.Note(Notes, "json-broken");
        }
    }

    private void AddListed(string name, string value) => Add(ListNames.GetValueOrDefault(name, name), value);

    private void Add(string name, string value)
    {
        if (_values.Count < MostFields)
        {
            _values.TryAdd(name, value);
        }
    }
}
