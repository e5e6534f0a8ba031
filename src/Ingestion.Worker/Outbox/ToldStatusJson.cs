using System.Text.Json.Serialization;

namespace Ingestion.Worker.Outbox;

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(ToldStatus))]
internal sealed partial class ToldStatusJson : JsonSerializerContext;
