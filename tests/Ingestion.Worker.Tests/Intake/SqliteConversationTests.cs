using Ingestion.Worker.Storage;

namespace Ingestion.Worker.Tests.Intake;

public sealed class SqliteConversationTests() : ConversationContract(StoreKind.Sqlite);
