using System.Collections.Concurrent;

namespace Ingestion.Worker.Operations;

/// <summary>The pulses of this process's channels by name.</summary>
internal sealed class ChannelPulses(TimeProvider time)
{
    private readonly ConcurrentDictionary<string, ChannelPulse> pulses = new(StringComparer.Ordinal);

    public ChannelPulse Of(string channel) => pulses.GetOrAdd(channel, static (_, clock) => new ChannelPulse(clock), time);
}
