using Ingestion.Worker.Storage;

namespace Ingestion.Worker.Tests.Intake;

public sealed class PostgresNoticeTests() : NoticeContract(StoreKind.Postgres);
