using Ingestion.Worker.Storage;

namespace Ingestion.Worker.Tests.Inbox;

public sealed class SqliteMessageInboxTests() : MessageInboxContract(StoreKind.Sqlite);
