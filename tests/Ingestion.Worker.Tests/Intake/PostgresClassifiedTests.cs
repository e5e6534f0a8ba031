using Ingestion.Worker.Storage;

namespace Ingestion.Worker.Tests.Intake;

public sealed class PostgresClassifiedTests() : ClassifiedContract(StoreKind.Postgres);
