using Ingestion.Worker.Storage;

namespace Ingestion.Worker.Tests.Promises;

public sealed class PostgresPromiseTests() : PromiseContract(StoreKind.Postgres);
