using Ingestion.Worker.Storage;

namespace Ingestion.Worker.Tests.Outbox;

public sealed class PostgresRelayLeaseTests() : RelayLeaseContract(StoreKind.Postgres);
