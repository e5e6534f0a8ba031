using Ingestion.Worker.Storage;

namespace Ingestion.Worker.Tests.Intake;

public sealed class PostgresOpeningTests() : OpeningContract(StoreKind.Postgres);
