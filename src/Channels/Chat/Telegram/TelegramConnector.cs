namespace Ingestion.Channels.Chat.Telegram;

/// <summary>A Telegram bot, by webhook or by polling.</summary>
internal sealed class TelegramConnector : Connector<TelegramOptions>
{
    private const int MinSecret = 16;
    private const int MaxSecret = 256;

    public override string Name => "telegram";

    public override string Summary => "A Telegram bot: messages by polling or by webhook, answers by sendMessage.";

    public override ConnectorCapabilities Capabilities => ConnectorCapabilities.Source | ConnectorCapabilities.Receiver | ConnectorCapabilities.Sender;

    /// <summary>About 30 messages a second over all chats; Telegram's FAQ names figures and holds nobody to them, its <c>retry_after</c> does.</summary>
    public override ProviderLimits Limits { get; } = new()
    {
        Budgets = [new RateBudget("POST", "/*/sendMessage", 30, TimeSpan.FromSeconds(1))],
        AnswerWithin = TimeSpan.FromSeconds(45),
    };

    protected override ConnectorCapabilities CapabilitiesOf(TelegramOptions options) =>
        Capabilities & ~(options.SecretTokens.Count == 0 ? ConnectorCapabilities.Receiver : ConnectorCapabilities.Source);

    protected override IEnumerable<SettingFault> Validate(TelegramOptions options)
    {
        if (BotOf(options.Token) is null)
        {
            yield return new SettingFault("Token", "A bot's token is its number, a colon and letters, as BotFather gives it: 123456789:AA…");
        }

        for (var n = 0; n < options.SecretTokens.Count; n++)
        {
            var secret = options.SecretTokens[n];
            if (secret.Length is < MinSecret or > MaxSecret || !secret.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '_' or '-'))
            {
                yield return new SettingFault($"SecretTokens:{n}", "A secret token is 16 to 256 of A-Z, a-z, 0-9, _ and -: openssl rand -hex 32");
            }
        }

        if (!Uri.TryCreate(options.ApiServer, UriKind.Absolute, out var server)
            || !(server.Scheme == Uri.UriSchemeHttps || (server.Scheme == Uri.UriSchemeHttp && server.IsLoopback))
            || server.UserInfo.Length > 0
            || server.Query.Length > 0
            || server.Fragment.Length > 0)
        {
            yield return new SettingFault("ApiServer", "An https URL (http on this machine only) without user name, query and fragment: https://api.telegram.org");
        }
    }

    protected override ChannelParts Open(ChannelSetup setup, TelegramOptions options)
    {
        var bot = BotOf(options.Token) ?? throw new ArgumentException("The token is malformed.", nameof(setup));
        var api = new TelegramApi(setup, options.ApiServer, options.Token);
        var intake = new TelegramIntake(options, bot);
        var polls = options.SecretTokens.Count == 0;
        return new ChannelParts
        {
            Source = polls ? new TelegramSource(api, intake, options) : null,
            Receiver = polls ? null : new TelegramReceiver(options.SecretTokens, intake),
            Reader = new TelegramReader(bot),
            Sender = new TelegramSender(api),
            Attachments = new TelegramAttachments(api),
            Test = new TelegramTest(api, options),
        };
    }

    /// <summary>The bot's own user id, which no new token changes.</summary>
    private static long? BotOf(string token)
    {
        var colon = token.IndexOf(':', StringComparison.Ordinal);
        return colon is > 0 and <= 16
            && token.AsSpan(0, colon).IndexOfAnyExceptInRange('0', '9') < 0
            && token.Length - colon - 1 is >= 20 and <= 200
            && token.AsSpan(colon + 1).ToString().All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '_' or '-')
                ? long.Parse(token.AsSpan(0, colon), System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture)
                : null;
    }
}
