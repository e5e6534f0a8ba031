using Ingestion.Worker.Storage;

namespace Ingestion.Worker.Tests.Corrections;

public sealed class SqliteLabelTests() : LabelContract(StoreKind.Sqlite);
