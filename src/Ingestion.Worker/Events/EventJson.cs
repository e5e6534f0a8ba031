using System.Text.Json;
using System.Text.Json.Serialization;

namespace Ingestion.Worker.Events;

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(EventPayload))]
internal sealed partial class EventJson : JsonSerializerContext
{
    public static string Write(EventPayload payload) => JsonSerializer.Serialize(payload, Default.EventPayload);
}
