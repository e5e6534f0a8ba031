using Ingestion.Worker.Storage;

namespace Ingestion.Worker.Tests.Corrections;

public sealed class SqliteComplaintLinkTests() : ComplaintLinkContract(StoreKind.Sqlite);
