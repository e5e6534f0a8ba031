using Ingestion.Worker.Storage;

namespace Ingestion.Worker.Tests.Operations;

public sealed class SqliteOutageLogTests() : OutageLogContract(StoreKind.Sqlite, "SqliteException, SQL logic error (1)");
