using System.ComponentModel.DataAnnotations;

namespace Ingestion.Channels.Chat.Telegram;

/// <summary>Settings of a <c>telegram</c> channel.</summary>
internal sealed record TelegramOptions
{
    /// <summary>The bot's token as BotFather gives it: <c>123456789:AA…</c>. Give it as a secret, not in a settings file.</summary>
    [Required]
    public string Token { get; init; } = "";

    /// <summary>
    /// Given: Telegram posts to <c>/hooks/&lt;channel&gt;</c> and names one of these as its <c>secret_token</c>; each 16 to 256 of A-Z, a-z, 0-9, _ and -.
    /// Several while one is being changed. Empty: the worker polls. Telegram allows only one of the two ways at a time.
    /// </summary>
    [MaxLength(8, ErrorMessage = "At most 8 secrets.")]
    public IReadOnlyList<string> SecretTokens { get; init; } = [];

    /// <summary>How long Telegram holds a request of the polling worker until there is something new, in seconds; 0 asks only when the channel is polled.</summary>
    [Range(0, 30)]
    public int LongPollSeconds { get; init; } = 25;

    /// <summary>Take what is written in groups too. What is written in Telegram channels is never taken: nobody in particular wrote it.</summary>
    public bool Groups { get; init; }

    /// <summary>Take what customers write to the Telegram Business accounts that the bot is connected to.</summary>
    public bool Business { get; init; }

    /// <summary>Where the Bot API is: Telegram's own, or a Bot API server of yours (https, or http on this machine). The token is sent there and nowhere else.</summary>
    [Required]
    public string ApiServer { get; init; } = "https://api.telegram.org";

    /// <summary>Never the secrets.</summary>
    public override string ToString() => nameof(TelegramOptions);
}
