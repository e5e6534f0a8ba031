using Ingestion.Worker.Storage;

namespace Ingestion.Worker.Tests.Intake;

public sealed class PostgresSessionTests() : SessionContract(StoreKind.Postgres);
