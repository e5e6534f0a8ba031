using System.Text;
using Ingestion.Channels;

namespace Ingestion.Worker.Tests.Fakes;

/// <summary>Takes every body as one message whose external id is the header <c>id</c>.</summary>
public sealed class FakeReceiver : IWebhookReceiver
{
    public int MaxBytes { get; init; } = 100_000;

    public IReadOnlyList<string> MediaTypes { get; init; } = ["application/json"];

    public bool AnswersGet { get; init; }

    public Func<WebhookRequest, WebhookVerdict>? OnReceive { get; init; }

    public WebhookVerdict Receive(WebhookRequest request) => OnReceive?.Invoke(request) ?? new WebhookVerdict.Take([Message(request)]);

    public Func<WebhookRequest, int, WebhookReply?>? OnApologise { get; init; }

    public WebhookReply? Apologise(WebhookRequest request, int status) => OnApologise?.Invoke(request, status);

    public static OfferedMessage Message(WebhookRequest request) => new() { ExternalId = request.Header("id") ?? "none", Raw = request.Body.ToArray() };

    public static WebhookReply Text(int status, string text) => new(status, "text/plain", Encoding.UTF8.GetBytes(text));
}
