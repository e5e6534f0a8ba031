namespace Ingestion.Channels;

/// <summary>
/// Judges one HTTP request: a pure function over headers and bytes, thread-safe, no I/O. The host has read the body up to
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

    WebhookVerdict Receive(WebhookRequest request);
}
