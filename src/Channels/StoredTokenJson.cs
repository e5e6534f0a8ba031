using System.Text.Json.Serialization;

namespace Ingestion.Channels;

[JsonSerializable(typeof(StoredToken))]
internal sealed partial class StoredTokenJson : JsonSerializerContext;
