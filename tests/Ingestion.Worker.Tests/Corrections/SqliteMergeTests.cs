using Ingestion.Worker.Storage;

namespace Ingestion.Worker.Tests.Corrections;

public sealed class SqliteMergeTests() : MergeContract(StoreKind.Sqlite);
