using Ingestion.Worker.Storage;

namespace Ingestion.Worker.Tests.Intake;

public sealed class SqliteOpeningTests() : OpeningContract(StoreKind.Sqlite);
