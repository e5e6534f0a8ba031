using Ingestion.Worker.Storage;

namespace Ingestion.Worker.Tests.Health;

public sealed class SqliteHealthWatchTests() : HealthWatchContract(StoreKind.Sqlite);
