using Ingestion.Worker.Storage;

namespace Ingestion.Worker.Tests.Clusters;

public sealed class PostgresClusterTests() : ClusterContract(StoreKind.Postgres);
