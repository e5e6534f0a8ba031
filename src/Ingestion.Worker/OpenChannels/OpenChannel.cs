using Ingestion.Channels;
using Ingestion.Worker.Settings;

namespace Ingestion.Worker.OpenChannels;

/// <summary>
/// A channel with its parts made; connections are made when they are needed. The parts' insides can be replaced while it is open, and with them
/// the few settings that take effect at once.
/// </summary>
internal sealed class OpenChannel : IAsyncDisposable
{
    private readonly LiveParts live = null!;
    private volatile ChannelSettings settings = null!;

    /// <summary>Lower case, unique.</summary>
    public required string Name { get; init; }

    public required ChannelSettings Settings { get => settings; init => settings = value; }

    public required IConnector Connector { get; init; }

    /// <summary>What may be kept for as long as the channel is open.</summary>
    public required ChannelParts Parts { get => live.Front; init => live = new LiveParts(value); }

    /// <summary>Makes parts from other options; null where nobody changes them.</summary>
    public Func<object, ChannelParts>? Reopen { get; init; }

    /// <summary>Holds on to the parts in force for the length of a call.</summary>
    public PartsUse Enter() => live.Enter();

    /// <summary>
    /// Puts other options in force for every call from now on. False when the parts would be able to do more or less than before, or have other addresses of
    /// their own: that takes a restart. Throws what the connector throws; the old parts are then still in force.
    /// </summary>
    public async Task<bool> RenewAsync(object options)
    {
        var fresh = Reopen!(options);
        if (!live.CanBeReplacedBy(fresh))
        {
            await fresh.DisposeAsync();
            return false;
        }

        // Disposed when the calls in flight have ended: nobody waits for that.
        _ = live.Replace(fresh);
        return true;
    }

    /// <summary>Puts those of <paramref name="fresh"/> in force that <see cref="SettingsChange.TakesEffectAtOnce"/> names.</summary>
    public void Renew(ChannelSettings fresh) => settings = SettingsChange.Renewed(settings, fresh);

    public ValueTask DisposeAsync() => live.DisposeAsync();
}
