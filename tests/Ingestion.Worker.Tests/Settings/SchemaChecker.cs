using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Ingestion.Worker.Tests.Settings;

/// <summary>As much of JSON Schema 2020-12 as our schema uses; a keyword that it does not know fails the test.</summary>
internal sealed class SchemaChecker(JsonObject root)
{
    private static readonly HashSet<string> Notes = ["$schema", "$defs", "title", "description", "default", "format"];

    public List<string> Faults { get; } = [];

    public static List<string> Check(JsonObject schema, JsonNode? value)
    {
        var checker = new SchemaChecker(schema);
        checker.Visit(schema, value, "");
        return checker.Faults;
    }

    private void Visit(JsonObject schema, JsonNode? value, string path)
    {
        foreach (var (keyword, rule) in schema)
        {
            if (!Notes.Contains(keyword) && !Holds(keyword, rule!, schema, value, path))
            {
                Faults.Add($"{path}: {keyword}");
            }
        }
    }

    private bool Holds(string keyword, JsonNode rule, JsonObject schema, JsonNode? value, string path)
    {
        switch (keyword)
        {
            case "type":
                return (string?)rule == Type(value);
            case "enum":
                return rule.AsArray().Any(member => JsonNode.DeepEquals(member, value));
            case "const":
                return JsonNode.DeepEquals(rule, value);
            case "pattern":
                return value is null || Type(value) != "string" || Regex.IsMatch((string)value!, (string)rule!, RegexOptions.NonBacktracking);
            case "minimum":
                return Type(value) != "integer" || (long)value! >= (long)rule;
            case "maximum":
                return Type(value) != "integer" || (long)value! <= (long)rule;
            case "minLength":
                return Type(value) != "string" || ((string)value!).Length >= (int)rule;
            case "maxLength":
                return Type(value) != "string" || ((string)value!).Length <= (int)rule;
            case "minItems":
                return value is not JsonArray few || few.Count >= (int)rule;
            case "maxItems":
                return value is not JsonArray many || many.Count <= (int)rule;
            case "required":
                return value is not JsonObject whole || rule.AsArray().All(name => whole.ContainsKey((string)name!));
            case "items":
                Each((value as JsonArray ?? []).Select((member, index) => (index.ToString(CultureInfo.InvariantCulture), member)), (JsonObject)rule, path);
                return true;
            case "properties":
                foreach (var (name, member) in (value as JsonObject ?? []).Where(member => rule.AsObject().ContainsKey(member.Key)))
                {
                    Visit((JsonObject)rule[name]!, member, $"{path}/{name}");
                }

                return true;
            case "additionalProperties":
                var others = (value as JsonObject ?? []).Where(member => schema["properties"]?.AsObject().ContainsKey(member.Key) != true).ToList();
                if (rule is JsonObject each)
                {
                    Each(others.Select(member => (member.Key, member.Value)), each, path);
                    return true;
                }

                return others.Count == 0;
            case "propertyNames":
                return (value as JsonObject ?? []).All(member => Regex.IsMatch(member.Key, (string)rule["pattern"]!, RegexOptions.NonBacktracking));
            case "allOf":
                rule.AsArray().ToList().ForEach(part => Visit((JsonObject)part!, value, path));
                return true;
            case "if":
                var test = new SchemaChecker(root);
                test.Visit((JsonObject)rule, value, path);
                if (test.Faults.Count == 0)
                {
                    Visit((JsonObject)schema["then"]!, value, path);
                }

                return true;
            case "then":
                return true;
            case "$ref":
                Visit((JsonObject)root["$defs"]![((string)rule!)["#/$defs/".Length..]]!, value, path);
                return true;
            default:
                throw new NotSupportedException($"the schema uses {keyword}");
        }
    }

    private void Each(IEnumerable<(string Name, JsonNode? Value)> members, JsonObject schema, string path)
    {
        foreach (var (name, value) in members)
        {
            Visit(schema, value, $"{path}/{name}");
        }
    }

    private static string Type(JsonNode? value) => value?.GetValueKind() switch
    {
        null or System.Text.Json.JsonValueKind.Null => "null",
        System.Text.Json.JsonValueKind.Object => "object",
        System.Text.Json.JsonValueKind.Array => "array",
        System.Text.Json.JsonValueKind.String => "string",
        System.Text.Json.JsonValueKind.Number => value.ToJsonString().Contains('.') ? "number" : "integer",
        _ => "boolean",
    };
}
