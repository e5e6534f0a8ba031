using Ingestion.Worker.Storage;

namespace Ingestion.Worker.Tests.Clusters;

public sealed class SqliteClusterTests() : ClusterContract(StoreKind.Sqlite);
