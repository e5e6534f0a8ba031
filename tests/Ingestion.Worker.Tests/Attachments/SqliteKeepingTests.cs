using Ingestion.Worker.Storage;

namespace Ingestion.Worker.Tests.Attachments;

public sealed class SqliteKeepingTests() : KeepingContract(StoreKind.Sqlite);
