using Ingestion.Worker.Storage;

namespace Ingestion.Worker.Tests.Intake;

public sealed class PostgresContactEvidenceTests() : ContactEvidenceContract(StoreKind.Postgres);
