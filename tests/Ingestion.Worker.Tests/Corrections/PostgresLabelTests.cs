using Ingestion.Worker.Storage;

namespace Ingestion.Worker.Tests.Corrections;

public sealed class PostgresLabelTests() : LabelContract(StoreKind.Postgres);
