using Ingestion.Worker.Storage;

namespace Ingestion.Worker.Tests.Corrections;

public sealed class SqliteSplitTests() : SplitContract(StoreKind.Sqlite);
