using Ingestion.Worker.Storage;
using Xunit;

namespace Ingestion.Worker.Tests.Model;

public sealed class PostgresModelTests(ITestOutputHelper output) : ModelContract(output)
{
    private protected override StoreKind Kind => StoreKind.Postgres;
}
