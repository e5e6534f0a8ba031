using Ingestion.Worker.Storage;

namespace Ingestion.Worker.Tests.Operations;

public sealed class PostgresOutageLogTests() : OutageLogContract(StoreKind.Postgres, "PostgresException, SQLSTATE 42P01");
