using Ingestion.Worker.Storage;

namespace Ingestion.Worker.Tests.Intake;

public sealed class PostgresAnswerPolicyTests() : AnswerPolicyContract(StoreKind.Postgres);
