using Ingestion.Channels;
using Ingestion.Worker.OpenChannels;
using Ingestion.Worker.Operations;
using Ingestion.Worker.Settings;

namespace Ingestion.Worker.Webhooks;

/// <summary>A channel as the listener serves it.</summary>
internal sealed class WebhookLine(OpenChannel channel, IWebhookReceiver receiver, ChannelPulse pulse, int maxBytes, TimeProvider time)
{
    private readonly RateGate? _rate = channel.Settings.RequestsPerSecond is { } perSecond ? new RateGate(perSecond, time) : null;

    public string Name => channel.Name;

    public ChannelSettings Settings => channel.Settings;

    public ChannelPulse Pulse => pulse;

    public bool AnswersGet => receiver.AnswersGet;

    /// <summary>The smaller of what the receiver and the settings allow.</summary>
    public int MaxBytes => Math.Min(receiver.MaxBytes, maxBytes);

    public string Methods => receiver.AnswersGet ? "GET, HEAD, POST" : "POST";

    /// <summary>Holds on to the receiver in force for the length of one request.</summary>
    public PartsUse Enter() => channel.Enter();

    public bool TryPass() => _rate is null || _rate.TryPass();

    /// <summary>Whether a Content-Type header names a type that the receiver takes; parameters such as charset do not matter.</summary>
    public bool Takes(string? contentType)
    {
        var type = contentType.AsSpan();
        var parameters = type.IndexOf(';');
        type = (parameters < 0 ? type : type[..parameters]).Trim();
        var known = receiver.MediaTypes;
        for (var n = 0; n < known.Count; n++)
        {
            if (type.Equals(known[n], StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }

        return false;
    }
}
