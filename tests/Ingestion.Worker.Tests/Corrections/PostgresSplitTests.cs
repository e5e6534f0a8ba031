using Ingestion.Worker.Storage;

namespace Ingestion.Worker.Tests.Corrections;

public sealed class PostgresSplitTests() : SplitContract(StoreKind.Postgres);
