using Ingestion.Channels;
using Ingestion.Worker.OpenChannels;

namespace Ingestion.Worker.Webhooks;

/// <summary>A channel as the listener serves it.</summary>
internal sealed class WebhookLine(OpenChannel channel, IWebhookReceiver receiver, int maxBytes, TimeProvider time)
{
    private readonly RateGate? _rate = channel.Settings.RequestsPerSecond is { } perSecond ? new RateGate(perSecond, time) : null;
    private readonly string[] _mediaTypes = [.. receiver.MediaTypes];

    public string Name => channel.Name;

    public IWebhookReceiver Receiver => receiver;

    /// <summary>The smaller of what the receiver and the settings allow.</summary>
    public int MaxBytes { get; } = Math.Min(receiver.MaxBytes, maxBytes);

    public string Methods { get; } = receiver.AnswersGet ? "GET, POST" : "POST";

    public bool TryPass() => _rate is null || _rate.TryPass();

    /// <summary>Whether a Content-Type header names a type that the receiver takes; parameters such as charset do not matter.</summary>
    public bool Takes(string? contentType)
    {
        var type = contentType.AsSpan();
        var parameters = type.IndexOf(';');
        type = (parameters < 0 ? type : type[..parameters]).Trim();
        foreach (var known in _mediaTypes)
        {
            if (type.Equals(known, StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }

        return false;
    }
}
