using Ingestion.Worker.Storage;

namespace Ingestion.Worker.Tests.Outbox;

public sealed class SqliteRelayTests() : RelayContract(StoreKind.Sqlite);
