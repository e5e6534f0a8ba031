using System.Security.Cryptography;
using System.Text;

namespace Ingestion.Channels.Chat.Telegram;

/// <summary>
/// Takes updates that Telegram posts, known by the secret in the header <c>X-Telegram-Bot-Api-Secret-Token</c>: bodies are not signed. Updates that are
/// no message are answered 200, for Telegram repeats what is refused and holds back all later ones meanwhile.
/// </summary>
internal sealed class TelegramReceiver(IReadOnlyList<string> secrets, TelegramIntake intake) : IWebhookReceiver
{
    public const string Header = "X-Telegram-Bot-Api-Secret-Token";

    private static readonly WebhookVerdict.Refuse Missing = new(401, "secret-missing");
    private static readonly WebhookVerdict.Refuse Wrong = new(401, "secret-wrong");
    private static readonly WebhookVerdict.Refuse Broken = new(400, "no-update");
    private static readonly WebhookVerdict.Answer NoMessage = new(new WebhookReply(200, "", ReadOnlyMemory<byte>.Empty));
    private static readonly WebhookReply Taken = new(200, "", ReadOnlyMemory<byte>.Empty);

    private readonly byte[][] _secrets = [.. secrets.Select(Digest)];

    public int MaxBytes => 2 * TelegramIntake.MaxBytes;

    public IReadOnlyList<string> MediaTypes { get; } = ["application/json"];

    public bool AnswersGet => false;

    public WebhookVerdict Receive(WebhookRequest request)
    {
        if (!request.IsVouchedFor)
        {
            if (request.Header(Header) is not { Length: > 0 } given)
            {
                return Missing;
            }

            if (!IsSecret(given))
            {
                return Wrong;
            }
        }

        return intake.Read(request.Body) is not { } update ? Broken
            : update.Messages.Count == 0 ? NoMessage
            : new WebhookVerdict.Take(update.Messages) { Reply = _ => Taken };
    }

    /// <summary>Digests are compared, so that neither the time nor the length tells how much of a secret was right; and always with all of them.</summary>
    private bool IsSecret(string given)
    {
        var digest = Digest(given);
        var found = false;
        foreach (var secret in _secrets)
        {
            found |= CryptographicOperations.FixedTimeEquals(digest, secret);
        }

        return found;
    }

    private static byte[] Digest(string secret) => SHA256.HashData(Encoding.UTF8.GetBytes(secret));
}
