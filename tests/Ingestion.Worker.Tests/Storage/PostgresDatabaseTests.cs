using Ingestion.Worker.Storage;

namespace Ingestion.Worker.Tests.Storage;

public sealed class PostgresDatabaseTests() : DatabaseContract(StoreKind.Postgres);
