using System.Text.Json;
using System.Text.Json.Serialization;
using Ingestion.Worker.Storage;

namespace Ingestion.Worker.Inbox;

/// <summary>Reasons as they are stored: <c>[{"rule":"…","code":"…","detail":"…"}]</c>.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, GenerationMode = JsonSourceGenerationMode.Metadata)]
[JsonSerializable(typeof(List<Reason>))]
internal sealed partial class ReasonJson : JsonSerializerContext
{
    /// <summary>UTF-8. Written field by field: this runs for each message.</summary>
    public static byte[] Write(List<Reason> reasons) => RowJson.Write(reasons, static (json, all) =>
    {
        json.WriteStartArray();
        foreach (var reason in all)
        {
            json.WriteStartObject();
            json.WriteString("rule"u8, reason.Rule);
            json.WriteString("code"u8, reason.Code);
            if (reason.Detail is not null)
            {
                json.WriteString("detail"u8, reason.Detail);
            }

            json.WriteEndObject();
        }

        json.WriteEndArray();
    });

    public static List<Reason> Read(string json) => JsonSerializer.Deserialize(json, Default.ListReason) ?? [];
}
