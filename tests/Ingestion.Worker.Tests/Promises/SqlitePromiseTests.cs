using Ingestion.Worker.Storage;

namespace Ingestion.Worker.Tests.Promises;

public sealed class SqlitePromiseTests() : PromiseContract(StoreKind.Sqlite);
