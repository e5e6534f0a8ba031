using Ingestion.Worker.Storage;

namespace Ingestion.Worker.Tests.Corrections;

public sealed class SqliteStatusNoticeTests() : StatusNoticeContract(StoreKind.Sqlite);
