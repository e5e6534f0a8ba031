using Ingestion.Worker.Storage;

namespace Ingestion.Worker.Tests.Outbox;

public sealed class SqliteRelayUncertaintyTests() : RelayUncertaintyContract(StoreKind.Sqlite);
