using Ingestion.Worker.Storage;

namespace Ingestion.Worker.Tests.Outbox;

public sealed class PostgresRelayTests() : RelayContract(StoreKind.Postgres);
