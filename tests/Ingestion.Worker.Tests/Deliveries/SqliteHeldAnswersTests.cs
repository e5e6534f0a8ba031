using Ingestion.Worker.Storage;

namespace Ingestion.Worker.Tests.Deliveries;

public sealed class SqliteHeldAnswersTests() : HeldAnswersContract(StoreKind.Sqlite);
