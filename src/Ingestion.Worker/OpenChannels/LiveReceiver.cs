using Ingestion.Channels;

namespace Ingestion.Worker.OpenChannels;

/// <inheritdoc cref="LiveParts"/>
/// <remarks>Who prepares and receives one request enters the parts once for both, so that both are asked of the same receiver.</remarks>
internal sealed class LiveReceiver(LiveParts live) : IWebhookReceiver
{
    public int MaxBytes => live.Current.Receiver!.MaxBytes;

    public IReadOnlyList<string> MediaTypes => live.Current.Receiver!.MediaTypes;

    public bool AnswersGet => live.Current.Receiver!.AnswersGet;

    public async ValueTask PrepareAsync(WebhookRequest request, CancellationToken cancellationToken)
    {
        using var use = live.Enter();
        await use.Parts.Receiver!.PrepareAsync(request, cancellationToken);
    }

    public WebhookVerdict Receive(WebhookRequest request)
    {
        using var use = live.Enter();
        return use.Parts.Receiver!.Receive(request);
    }
}
