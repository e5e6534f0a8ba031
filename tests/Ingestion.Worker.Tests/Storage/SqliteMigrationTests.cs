using Ingestion.Worker.Storage;

namespace Ingestion.Worker.Tests.Storage;

public sealed class SqliteMigrationTests() : MigrationContract(StoreKind.Sqlite);
