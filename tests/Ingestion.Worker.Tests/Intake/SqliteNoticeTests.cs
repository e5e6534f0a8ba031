using Ingestion.Worker.Storage;

namespace Ingestion.Worker.Tests.Intake;

public sealed class SqliteNoticeTests() : NoticeContract(StoreKind.Sqlite);
