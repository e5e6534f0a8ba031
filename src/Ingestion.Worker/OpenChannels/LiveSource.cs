using Ingestion.Channels;
using Ingestion.Worker.OpenChannels.Outbound;

namespace Ingestion.Worker.OpenChannels;

/// <inheritdoc cref="LiveParts"/>
internal sealed class LiveSource(LiveParts live) : IMessageSource
{
    public bool Settles => live.Current.Source!.Settles;

    public async Task<MessagePage> FetchAsync(string? cursor, int limit, CancellationToken cancellationToken)
    {
        using var use = live.Enter();
        try
        {
            return await use.Parts.Source!.FetchAsync(cursor, limit, cancellationToken);
        }
        catch (HttpRequestException fault)
        {
            throw Faults.Broken(fault);
        }
    }

    public async Task<MessagePage> FetchAgainAsync(IReadOnlyList<string> externalIds, CancellationToken cancellationToken)
    {
        using var use = live.Enter();
        try
        {
            return await use.Parts.Source!.FetchAgainAsync(externalIds, cancellationToken);
        }
        catch (HttpRequestException fault)
        {
            throw Faults.Broken(fault);
        }
    }

    public async Task<IReadOnlyList<string>> SettleAsync(IReadOnlyList<string> externalIds, CancellationToken cancellationToken)
    {
        using var use = live.Enter();
        return await use.Parts.Source!.SettleAsync(externalIds, cancellationToken);
    }

    public async Task WaitAsync(TimeSpan atMost, CancellationToken cancellationToken)
    {
        using var use = live.Enter();
        using var waiting = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, use.Retired);
        try
        {
            await use.Parts.Source!.WaitAsync(atMost, waiting.Token);
        }
        catch (Exception) when (use.Retired.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            // The wait was for parts that have been replaced: the new ones may look at once.
        }
        catch (HttpRequestException fault)
        {
            throw Faults.Broken(fault);
        }
    }

    /// <summary>Nothing: the parts in force belong to the channel.</summary>
    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
