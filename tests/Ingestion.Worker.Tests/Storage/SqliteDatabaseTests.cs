using Ingestion.Worker.Storage;

namespace Ingestion.Worker.Tests.Storage;

public sealed class SqliteDatabaseTests() : DatabaseContract(StoreKind.Sqlite);
