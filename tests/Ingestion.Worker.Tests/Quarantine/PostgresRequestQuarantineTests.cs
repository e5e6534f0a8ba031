using Ingestion.Worker.Storage;

namespace Ingestion.Worker.Tests.Quarantine;

public sealed class PostgresRequestQuarantineTests() : RequestQuarantineContract(StoreKind.Postgres);
