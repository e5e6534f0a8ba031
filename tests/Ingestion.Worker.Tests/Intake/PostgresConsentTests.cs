using Ingestion.Worker.Storage;

namespace Ingestion.Worker.Tests.Intake;

public sealed class PostgresConsentTests() : ConsentContract(StoreKind.Postgres);
