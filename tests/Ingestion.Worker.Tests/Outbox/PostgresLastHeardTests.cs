using Ingestion.Worker.Storage;

namespace Ingestion.Worker.Tests.Outbox;

public sealed class PostgresLastHeardTests() : LastHeardContract(StoreKind.Postgres);
