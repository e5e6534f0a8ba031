using Ingestion.Worker.Storage;

namespace Ingestion.Worker.Tests.Intake;

public sealed class SqliteContactEvidenceTests() : ContactEvidenceContract(StoreKind.Sqlite);
