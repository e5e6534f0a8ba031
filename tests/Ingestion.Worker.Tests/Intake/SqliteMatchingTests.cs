using Ingestion.Worker.Storage;

namespace Ingestion.Worker.Tests.Intake;

public sealed class SqliteMatchingTests() : MatchingContract(StoreKind.Sqlite);
