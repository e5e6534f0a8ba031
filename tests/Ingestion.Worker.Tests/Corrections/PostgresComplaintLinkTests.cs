using Ingestion.Worker.Storage;

namespace Ingestion.Worker.Tests.Corrections;

public sealed class PostgresComplaintLinkTests() : ComplaintLinkContract(StoreKind.Postgres);
