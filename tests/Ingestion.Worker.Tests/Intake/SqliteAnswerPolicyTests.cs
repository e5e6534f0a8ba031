using Ingestion.Worker.Storage;

namespace Ingestion.Worker.Tests.Intake;

public sealed class SqliteAnswerPolicyTests() : AnswerPolicyContract(StoreKind.Sqlite);
