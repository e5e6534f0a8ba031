using Ingestion.Worker.Storage;

namespace Ingestion.Worker.Tests.Outbox;

public sealed class SqliteLastHeardTests() : LastHeardContract(StoreKind.Sqlite);
