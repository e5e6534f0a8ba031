using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Ingestion.Worker.Inbox;

/// <summary>Reasons as they are stored: <c>[{"rule":"…","code":"…","detail":"…"}]</c>.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(List<Reason>))]
internal sealed partial class ReasonJson : JsonSerializerContext
{
    private static readonly ReasonJson Readable = new(new JsonSerializerOptions
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    });

    public static string Write(List<Reason> reasons) => JsonSerializer.Serialize(reasons, Readable.ListReason);

    public static List<Reason> Read(string json) => JsonSerializer.Deserialize(json, Readable.ListReason) ?? [];
}
