using Ingestion.Worker.Storage;

namespace Ingestion.Worker.Tests.Intake;

public sealed class SqliteClassifiedTests() : ClassifiedContract(StoreKind.Sqlite);
