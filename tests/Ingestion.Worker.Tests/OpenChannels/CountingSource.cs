using Ingestion.Channels;

namespace Ingestion.Worker.Tests.OpenChannels;

/// <summary>Counts how often it is disposed, and whether it was used after that.</summary>
internal sealed class CountingSource : IMessageSource
{
    private int disposals;
    private int usesAfterDisposal;

    public int Disposals => disposals;

    public int UsesAfterDisposal => usesAfterDisposal;

    public bool Settles => false;

    public async Task<MessagePage> FetchAsync(string? cursor, int limit, CancellationToken cancellationToken)
    {
        Use();
        await Task.Yield();
        Use();
        return new MessagePage { Cursor = "" };
    }

    public Task<MessagePage> FetchAgainAsync(IReadOnlyList<string> externalIds, CancellationToken cancellationToken) => FetchAsync(null, 1, cancellationToken);

    public Task<IReadOnlyList<string>> SettleAsync(IReadOnlyList<string> externalIds, CancellationToken cancellationToken) => Task.FromResult(externalIds);

    public Task WaitAsync(TimeSpan atMost, CancellationToken cancellationToken) => Task.Delay(atMost, cancellationToken);

    public ValueTask DisposeAsync()
    {
        Interlocked.Increment(ref disposals);
        return ValueTask.CompletedTask;
    }

    private void Use()
    {
        if (Volatile.Read(ref disposals) > 0)
        {
            Interlocked.Increment(ref usesAfterDisposal);
        }
    }
}
