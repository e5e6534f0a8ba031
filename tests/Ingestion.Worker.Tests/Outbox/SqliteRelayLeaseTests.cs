using Ingestion.Worker.Storage;

namespace Ingestion.Worker.Tests.Outbox;

public sealed class SqliteRelayLeaseTests() : RelayLeaseContract(StoreKind.Sqlite);
