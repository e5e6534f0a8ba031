using System.Text.Json;
using System.Text.Json.Serialization;
using Ingestion.Classifier;

namespace Ingestion.Worker.Complaints;

/// <summary>A classification as the pool stores it: answers, confidences and reasons.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, UseStringEnumConverter = true)]
[JsonSerializable(typeof(Classification))]
internal sealed partial class ClassificationJson : JsonSerializerContext
{
    public static string Write(Classification classification) => JsonSerializer.Serialize(classification, Default.Classification);
}
