using Ingestion.Worker.Storage;

namespace Ingestion.Worker.Tests.Inbox;

public sealed class PostgresMessageInboxTests() : MessageInboxContract(StoreKind.Postgres);
