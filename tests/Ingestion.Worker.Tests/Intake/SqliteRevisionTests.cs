using Ingestion.Worker.Storage;

namespace Ingestion.Worker.Tests.Intake;

public sealed class SqliteRevisionTests() : RevisionContract(StoreKind.Sqlite);
