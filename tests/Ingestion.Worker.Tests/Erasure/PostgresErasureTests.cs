using Ingestion.Worker.Storage;

namespace Ingestion.Worker.Tests.Erasure;

public sealed class PostgresErasureTests() : ErasureContract(StoreKind.Postgres);
