using System.Collections.Concurrent;

namespace Ingestion.Worker.Webhooks;

/// <summary>The listener's log. Faults that come with every request are written once in ten seconds for each channel; the counters have them all.</summary>
internal sealed partial class WebhookLog(ILogger logger, TimeProvider time)
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(10);
    private readonly ConcurrentDictionary<(string Fault, string Channel), long> _written = new();

    public void StoreDown(string channel, Exception fault)
    {
        if (IsDue(nameof(StoreDown), channel))
        {
            LogStoreDown(logger, channel, fault);
        }
    }

    public void ReceiverFault(string channel, Exception fault)
    {
        if (IsDue(nameof(ReceiverFault), channel))
        {
            LogReceiverFault(logger, channel, fault.GetType().Name, fault.StackTrace);
        }
    }

    public void NumberFault(string channel, Exception fault)
    {
        if (IsDue(nameof(NumberFault), channel))
        {
            LogNumberFault(logger, channel, fault.GetType().Name);
        }
    }

    public void ReceiverNotReady(string channel, Exception fault)
    {
        if (IsDue(nameof(ReceiverNotReady), channel))
        {
            LogNotReady(logger, channel, fault is Ingestion.Channels.ChannelFaultException { Code: var code } ? code : fault.GetType().Name);
        }
    }

    private bool IsDue(string fault, string channel)
    {
        var now = time.GetTimestamp();
        return _written.TryGetValue((fault, channel), out var last)
            ? time.GetElapsedTime(last, now) >= Pause && _written.TryUpdate((fault, channel), now, last)
            : _written.TryAdd((fault, channel), now);
    }

    [LoggerMessage(3001, LogLevel.Error, "Channel {Channel}: the inbox did not take a message; the caller was told to come again")]
    private static partial void LogStoreDown(ILogger logger, string channel, Exception fault);

    // The exception's message may quote the request.
    [LoggerMessage(3002, LogLevel.Error, "Channel {Channel}: its receiver threw {Fault} at {Trace}")]
    private static partial void LogReceiverFault(ILogger logger, string channel, string fault, string? trace);

    [LoggerMessage(3003, LogLevel.Warning, "Channel {Channel}: a message was accepted, but its tracking number could not be asked for: {Fault}")]
    private static partial void LogNumberFault(ILogger logger, string channel, string fault);

    [LoggerMessage(3004, LogLevel.Warning, "Channel {Channel}: what its provider's requests are judged by could not be fetched: {Fault}; the caller was told to come again")]
    private static partial void LogNotReady(ILogger logger, string channel, string fault);
}
