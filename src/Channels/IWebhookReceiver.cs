namespace Ingestion.Channels;

/// <summary>
/// Judges one HTTP request: <see cref="Receive"/> is a pure function over headers and bytes, thread-safe, no I/O. The host has read the body up to
/// <see cref="MaxBytes"/>, and answers 2xx only after what is returned has been committed.
/// </summary>
public interface IWebhookReceiver
{
    /// <summary>Larger bodies are answered 413 by the host without calling the receiver.</summary>
    int MaxBytes { get; }

    /// <summary>Media types of bodies that are taken, lower case without parameters; others are answered 415 by the host.</summary>
    IReadOnlyList<string> MediaTypes { get; }

    /// <summary>Whether GET reaches the receiver too (a page, a provider's challenge); other methods than POST are answered 405.</summary>
    bool AnswersGet { get; }

    /// <summary>
    /// Called before <see cref="Receive"/> for receivers that need something fetched to judge by, such as a provider's current keys. Returns at
    /// once when it is at hand. What a caller sends must not make it fetch more than the receiver's own budget.
    /// </summary>
    ValueTask PrepareAsync(WebhookRequest request, CancellationToken cancellationToken) => ValueTask.CompletedTask;

    WebhookVerdict Receive(WebhookRequest request);

    /// <summary>
    /// What a browser is shown when the host cannot take a request now (408, 413, 429, 500, 503), or null for the reason in plain text. The body is empty when
    /// it was not read. Pure, as <see cref="Receive"/> is.
    /// </summary>
    WebhookReply? Apologise(WebhookRequest request, int status) => null;
}
