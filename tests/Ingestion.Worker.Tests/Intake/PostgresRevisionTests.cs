using Ingestion.Worker.Storage;

namespace Ingestion.Worker.Tests.Intake;

public sealed class PostgresRevisionTests() : RevisionContract(StoreKind.Postgres);
