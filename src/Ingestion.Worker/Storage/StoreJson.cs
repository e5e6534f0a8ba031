using System.Text.Json.Serialization;

namespace Ingestion.Worker.Storage;

[JsonSerializable(typeof(IReadOnlyList<string>))]
[JsonSerializable(typeof(IReadOnlyList<long>))]
internal sealed partial class StoreJson : JsonSerializerContext;
