using Ingestion.Worker.Storage;

namespace Ingestion.Worker.Tests.Inbox;

public sealed class PostgresInboxQueueTests() : InboxQueueContract(StoreKind.Postgres);
