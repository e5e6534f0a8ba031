using Ingestion.Worker.Storage;

namespace Ingestion.Worker.Tests.Deliveries;

public sealed class PostgresDeliveryTests() : DeliveryContract(StoreKind.Postgres);
