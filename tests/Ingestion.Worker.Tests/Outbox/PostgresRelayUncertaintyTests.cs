using Ingestion.Worker.Storage;

namespace Ingestion.Worker.Tests.Outbox;

public sealed class PostgresRelayUncertaintyTests() : RelayUncertaintyContract(StoreKind.Postgres);
