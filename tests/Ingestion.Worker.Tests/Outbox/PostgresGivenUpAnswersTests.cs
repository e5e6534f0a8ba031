using Ingestion.Worker.Storage;

namespace Ingestion.Worker.Tests.Outbox;

public sealed class PostgresGivenUpAnswersTests() : GivenUpAnswersContract(StoreKind.Postgres);
