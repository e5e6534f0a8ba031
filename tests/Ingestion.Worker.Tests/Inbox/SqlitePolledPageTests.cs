using Ingestion.Worker.Storage;

namespace Ingestion.Worker.Tests.Inbox;

public sealed class SqlitePolledPageTests() : PolledPageContract(StoreKind.Sqlite);
