using Ingestion.Worker.Storage;

namespace Ingestion.Worker.Tests.Intake;

public sealed class SqliteContactLinkTests() : ContactLinkContract(StoreKind.Sqlite);
