using Ingestion.Worker.Storage;

namespace Ingestion.Worker.Tests.Polling;

public sealed class SqlitePollingTests() : PollingContract(StoreKind.Sqlite);
