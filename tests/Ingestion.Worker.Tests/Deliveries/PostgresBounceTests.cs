using Ingestion.Worker.Storage;

namespace Ingestion.Worker.Tests.Deliveries;

public sealed class PostgresBounceTests() : BounceContract(StoreKind.Postgres);
