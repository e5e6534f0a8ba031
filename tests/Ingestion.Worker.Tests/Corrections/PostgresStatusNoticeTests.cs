using Ingestion.Worker.Storage;

namespace Ingestion.Worker.Tests.Corrections;

public sealed class PostgresStatusNoticeTests() : StatusNoticeContract(StoreKind.Postgres);
