using Ingestion.Worker.Storage;

namespace Ingestion.Worker.Tests.Erasure;

public sealed class SqliteErasureTests() : ErasureContract(StoreKind.Sqlite);
