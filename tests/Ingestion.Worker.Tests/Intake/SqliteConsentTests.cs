using Ingestion.Worker.Storage;

namespace Ingestion.Worker.Tests.Intake;

public sealed class SqliteConsentTests() : ConsentContract(StoreKind.Sqlite);
