using Ingestion.Worker.Storage;

namespace Ingestion.Worker.Tests.Inbox;

public sealed class SqliteInboxQueueTests() : InboxQueueContract(StoreKind.Sqlite);
