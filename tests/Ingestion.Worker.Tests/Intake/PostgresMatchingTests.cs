using Ingestion.Worker.Storage;

namespace Ingestion.Worker.Tests.Intake;

public sealed class PostgresMatchingTests() : MatchingContract(StoreKind.Postgres);
