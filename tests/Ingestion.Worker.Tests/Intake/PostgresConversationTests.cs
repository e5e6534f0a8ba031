using Ingestion.Worker.Storage;

namespace Ingestion.Worker.Tests.Intake;

public sealed class PostgresConversationTests() : ConversationContract(StoreKind.Postgres);
