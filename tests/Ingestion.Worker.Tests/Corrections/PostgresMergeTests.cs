using Ingestion.Worker.Storage;

namespace Ingestion.Worker.Tests.Corrections;

public sealed class PostgresMergeTests() : MergeContract(StoreKind.Postgres);
