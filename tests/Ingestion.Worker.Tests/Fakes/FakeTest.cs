using Ingestion.Channels;

namespace Ingestion.Worker.Tests.Fakes;

public sealed class FakeTest(Func<CancellationToken, Task<ConnectionReport>> test) : IConnectionTest
{
    public Task<ConnectionReport> TestAsync(CancellationToken cancellationToken) => test(cancellationToken);
}
