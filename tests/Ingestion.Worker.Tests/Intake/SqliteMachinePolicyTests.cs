using Ingestion.Worker.Storage;

namespace Ingestion.Worker.Tests.Intake;

public sealed class SqliteMachinePolicyTests() : MachinePolicyContract(StoreKind.Sqlite);
