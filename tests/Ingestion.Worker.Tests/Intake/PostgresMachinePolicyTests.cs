using Ingestion.Worker.Storage;

namespace Ingestion.Worker.Tests.Intake;

public sealed class PostgresMachinePolicyTests() : MachinePolicyContract(StoreKind.Postgres);
