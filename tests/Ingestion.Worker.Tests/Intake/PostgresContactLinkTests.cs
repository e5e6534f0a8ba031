using Ingestion.Worker.Storage;

namespace Ingestion.Worker.Tests.Intake;

public sealed class PostgresContactLinkTests() : ContactLinkContract(StoreKind.Postgres);
