using Ingestion.Worker.Storage;

namespace Ingestion.Worker.Tests.Intake;

public sealed class SqliteSessionTests() : SessionContract(StoreKind.Sqlite);
