using Ingestion.Worker.Storage;

namespace Ingestion.Worker.Tests.Storage;

public sealed class PostgresMigrationTests() : MigrationContract(StoreKind.Postgres);
