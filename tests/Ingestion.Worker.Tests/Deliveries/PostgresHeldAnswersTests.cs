using Ingestion.Worker.Storage;

namespace Ingestion.Worker.Tests.Deliveries;

public sealed class PostgresHeldAnswersTests() : HeldAnswersContract(StoreKind.Postgres);
