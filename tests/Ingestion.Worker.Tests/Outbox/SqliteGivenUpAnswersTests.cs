using Ingestion.Worker.Storage;

namespace Ingestion.Worker.Tests.Outbox;

public sealed class SqliteGivenUpAnswersTests() : GivenUpAnswersContract(StoreKind.Sqlite);
