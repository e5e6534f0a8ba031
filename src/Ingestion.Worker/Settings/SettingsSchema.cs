using System.ComponentModel.DataAnnotations;
using System.Globalization;
using System.Reflection;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Ingestion.Channels;

namespace Ingestion.Worker.Settings;

/// <summary>
/// The JSON schema (draft 2020-12) of the settings file, made from the settings records, their attributes and their documentation. What may
/// come from elsewhere (secrets, the environment) is not required here; the loader sees the whole.
/// </summary>
internal static class SettingsSchema
{
    private const string Duration = @"^(\d{1,9} ?(ms|s|m|min|h|d)|(\d+\.)?\d{1,2}:\d{2}:\d{2}(\.\d{1,7})?)$";
    private const string Moment = @"^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}(:\d{2}(\.\d{1,7})?)?(Z|[+-]\d{2}:\d{2}))?$";

    public static string Text(IReadOnlyList<IConnector> connectors) =>
        Make(connectors).ToJsonString(new JsonSerializerOptions { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });

    public static JsonObject Make(IReadOnlyList<IConnector> connectors)
    {
        var documents = new XmlDocuments();
        var root = Record(typeof(WorkerSettings), documents);
        var properties = (JsonObject)root["properties"]!;
        properties["Channels"] = new JsonObject
        {
            ["type"] = "object",
            ["description"] = documents.Of(typeof(WorkerSettings).GetProperty(nameof(WorkerSettings.Channels))!),
            ["propertyNames"] = new JsonObject { ["pattern"] = "^[A-Za-z0-9][A-Za-z0-9-]{0,62}$" },
            ["additionalProperties"] = new JsonObject { ["$ref"] = "#/$defs/channel" },
        };
        properties["Secrets"] = new JsonObject
        {
            ["type"] = "object",
            ["additionalProperties"] = false,
            ["properties"] = new JsonObject
            {
                ["Folder"] = new JsonObject { ["type"] = "string", ["description"] = "A folder of files that hold one secret each, named by its key with __ for :." },
            },
        };
        properties["Logging"] = new JsonObject { ["type"] = "object", ["description"] = "LogLevel by category, as everywhere in .NET." };
        properties["$schema"] = new JsonObject { ["type"] = "string" };
        return new JsonObject
        {
            ["$schema"] = "https://json-schema.org/draft/2020-12/schema",
            ["title"] = "Settings of Ingestion Worker",
            ["type"] = "object",
            ["properties"] = properties.DeepClone(),
            ["additionalProperties"] = false,
            ["$defs"] = new JsonObject { ["channel"] = Channel(connectors, documents) },
        };
    }

    private static JsonObject Channel(IReadOnlyList<IConnector> connectors, XmlDocuments documents)
    {
        var channel = Record(typeof(ChannelSettings), documents);
        var properties = (JsonObject)channel["properties"]!;
        properties["Connector"]!["enum"] = new JsonArray([.. connectors.Select(connector => JsonValue.Create(connector.Name))]);
        properties["Connector"]!["description"] = string.Join('\n', connectors.Select(connector => $"{connector.Name}: {connector.Summary}"));
        properties["Options"] = new JsonObject { ["type"] = "object", ["description"] = "The connector's own options." };
        channel["required"] = new JsonArray("Connector");
        channel["allOf"] = new JsonArray([.. connectors.Select(connector => Choice(connector, documents))]);
        return channel;
    }

    private static JsonObject Choice(IConnector connector, XmlDocuments documents)
    {
        var then = new JsonObject { ["properties"] = new JsonObject { ["Options"] = Record(connector.OptionsType, documents) } };
        if (connector.Capabilities.HasFlag(ConnectorCapabilities.HoldsHistory))
        {
            then["required"] = new JsonArray("StartDate");
        }

        return new JsonObject
        {
            ["if"] = new JsonObject { ["properties"] = new JsonObject { ["Connector"] = new JsonObject { ["const"] = connector.Name } }, ["required"] = new JsonArray("Connector") },
            ["then"] = then,
        };
    }

    private static JsonObject Record(Type type, XmlDocuments documents)
    {
        var properties = new JsonObject();
        var defaults = Activator.CreateInstance(type)!;
        foreach (var property in SettingsBinder.Properties(type))
        {
            var schema = Value(Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType, documents);
            if (documents.Of(property) is { } description)
            {
                schema["description"] = description;
            }

            Limit(schema, property);
            if (Default(property.GetValue(defaults)) is { } value)
            {
                schema["default"] = value;
            }

            properties[property.Name] = schema;
        }

        return new JsonObject { ["type"] = "object", ["properties"] = properties, ["additionalProperties"] = false };
    }

    private static JsonObject Value(Type type, XmlDocuments documents) => type switch
    {
        _ when type == typeof(string) => new JsonObject { ["type"] = "string" },
        _ when type == typeof(bool) => new JsonObject { ["type"] = "boolean" },
        _ when type == typeof(int) || type == typeof(long) => new JsonObject { ["type"] = "integer" },
        _ when type == typeof(double) || type == typeof(decimal) => new JsonObject { ["type"] = "number" },
        _ when type == typeof(TimeSpan) => new JsonObject { ["type"] = "string", ["pattern"] = Duration },
        _ when type == typeof(DateTimeOffset) || type == typeof(DateOnly) => new JsonObject { ["type"] = "string", ["pattern"] = Moment },
        _ when type == typeof(Uri) => new JsonObject { ["type"] = "string", ["format"] = "uri" },
        { IsEnum: true } => new JsonObject { ["enum"] = new JsonArray([.. Enum.GetNames(type).Select(name => JsonValue.Create(SettingText.EnumWord(name)))]) },
        _ when SettingsBinder.ListMember(type) is { } member => new JsonObject { ["type"] = "array", ["items"] = Value(member, documents) },
        _ when SettingsBinder.DictionaryMember(type) is { } entry => new JsonObject { ["type"] = "object", ["additionalProperties"] = Value(entry, documents) },
        _ => Record(type, documents),
    };

    private static void Limit(JsonObject schema, PropertyInfo property)
    {
        var isText = property.PropertyType == typeof(string);
        foreach (var attribute in property.GetCustomAttributes<ValidationAttribute>())
        {
            switch (attribute)
            {
                case RangeAttribute range when range.OperandType == typeof(int) || range.OperandType == typeof(double):
                    schema["minimum"] = Number(range.Minimum);
                    schema["maximum"] = Number(range.Maximum);
                    break;
                case StringLengthAttribute length:
                    schema["minLength"] = length.MinimumLength;
                    schema["maxLength"] = length.MaximumLength;
                    break;
                case MinLengthAttribute least:
                    schema[isText ? "minLength" : "minItems"] = least.Length;
                    break;
                case MaxLengthAttribute most:
                    schema[isText ? "maxLength" : "maxItems"] = most.Length;
                    break;
                case AllowedValuesAttribute allowed:
                    schema["enum"] = new JsonArray([.. allowed.Values.Select(value => JsonValue.Create(value?.ToString()))]);
                    break;
                case RegularExpressionAttribute pattern:
                    schema["pattern"] = $"^(?:{pattern.Pattern})$";
                    break;
            }
        }
    }

    private static JsonValue Number(object limit) =>
        limit is int whole ? JsonValue.Create(whole) : Math.Floor((double)limit) == (double)limit ? JsonValue.Create((long)(double)limit) : JsonValue.Create((double)limit);

    private static JsonNode? Default(object? value) => value switch
    {
        bool flag => JsonValue.Create(flag),
        int number => JsonValue.Create(number),
        long number => JsonValue.Create(number),
        double number => JsonValue.Create(number),
        string { Length: > 0 } text => JsonValue.Create(text),
        TimeSpan duration => JsonValue.Create(duration.ToString("c", CultureInfo.InvariantCulture)),
        Enum member => JsonValue.Create(SettingText.EnumWord(member.ToString())),
        _ => null,
    };
}
