using Ingestion.Channels;

namespace Ingestion.Worker.OpenChannels;

/// <inheritdoc cref="LiveParts"/>
internal sealed class LiveTest(LiveParts live) : IConnectionTest
{
    public async Task<ConnectionReport> TestAsync(CancellationToken cancellationToken)
    {
        using var use = live.Enter();
        return await use.Parts.Test.TestAsync(cancellationToken);
    }
}
