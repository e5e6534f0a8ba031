using Ingestion.Worker.OpenChannels;
using Ingestion.Worker.Operations;
using Ingestion.Worker.Outbox;

namespace Ingestion.Worker.Hosting;

/// <summary>One relay for each channel that can send, and how to wake it.</summary>
internal sealed class SendingRelays
{
    private readonly Dictionary<string, (OutboxRelay Relay, WakeSignal Signal)> relays = new(StringComparer.Ordinal);

    /// <param name="channels">The channels.</param>
    /// <param name="make">Makes a channel's relay, which listens to the signal.</param>
    public SendingRelays(ChannelDirectory channels, Func<OpenChannel, WakeSignal, OutboxRelay> make)
    {
        foreach (var channel in channels.All.Where(channel => channel.Parts.Sender is not null))
        {
            var signal = new WakeSignal();
            relays.Add(channel.Name, (make(channel, signal), signal));
        }
    }

    public IEnumerable<OutboxRelay> All => relays.Values.Select(relay => relay.Relay);

    /// <summary>Whether one of them sends what waits in number.</summary>
    public bool AreBusy => relays.Values.Any(relay => relay.Relay.IsBusy);

    /// <summary>Only those that have something to send: with many channels the others' look into the store costs more than the sending.</summary>
    public void Wake(IReadOnlySet<string> senders)
    {
        foreach (var sender in senders)
        {
            relays.GetValueOrDefault(sender).Signal?.Set();
        }
    }

    public void Retry(string channel) => relays.GetValueOrDefault(channel).Relay?.Retry();
}
