using Ingestion.Worker.Storage;

namespace Ingestion.Worker.Tests.Deliveries;

public sealed class SqliteBounceTests() : BounceContract(StoreKind.Sqlite);
