using Ingestion.Worker.Storage;

namespace Ingestion.Worker.Tests.Deliveries;

public sealed class SqliteDeliveryTests() : DeliveryContract(StoreKind.Sqlite);
