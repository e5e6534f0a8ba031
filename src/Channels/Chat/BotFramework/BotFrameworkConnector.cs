namespace Ingestion.Channels.Chat.BotFramework;

/// <summary>A bot registered with Azure AI Bot Service, on all channels that it is connected to there.</summary>
internal sealed class BotFrameworkConnector : Connector<BotFrameworkOptions>
{
    private const string MultiTenant = "botframework.com";

    public override string Name => "botframework";

    public override string Summary => "A bot of Azure AI Bot Service (Teams, Web Chat and others): activities in, answers in the same conversation.";

    public override ConnectorCapabilities Capabilities => ConnectorCapabilities.Receiver | ConnectorCapabilities.Sender;

    protected override IEnumerable<SettingFault> Validate(BotFrameworkOptions options)
    {
        if (!Guid.TryParseExact(options.AppId, "D", out _))
        {
            yield return new SettingFault("AppId", "The Microsoft App ID, as the bot's page in the Azure portal shows it: 00000000-0000-0000-0000-000000000000");
        }

        if (options.TenantId?.Any(letter => !char.IsAsciiLetterOrDigit(letter) && letter is not ('-' or '.')) == true)
        {
            yield return new SettingFault("TenantId", "The tenant's id or domain, or nothing for a multi-tenant bot");
        }

        for (var n = 0; n < options.MoreServiceHosts.Count; n++)
        {
            if (!ServiceHosts.IsName(options.MoreServiceHosts[n]))
            {
                yield return new SettingFault($"MoreServiceHosts:{n}", "A host in lower case without scheme, port and path: bots.example.com, or *.example.com for all below it");
            }
        }

        foreach (var (key, url) in new[] { (nameof(options.MetadataUrl), options.MetadataUrl), (nameof(options.TokenEndpoint), TokenEndpointOf(options)) })
        {
            if (!Uri.TryCreate(url, UriKind.Absolute, out var address) || !(address.Scheme == Uri.UriSchemeHttps || (address.Scheme == Uri.UriSchemeHttp && address.IsLoopback)))
            {
                yield return new SettingFault(key, "An https URL (http on this machine only)");
            }
        }
    }

    protected override ChannelParts Open(ChannelSetup setup, BotFrameworkOptions options)
    {
        var metadata = new Uri(options.MetadataUrl, UriKind.Absolute);
        var login = new OAuthOptions { TokenEndpoint = TokenEndpointOf(options), ClientId = options.AppId, ClientSecret = options.AppSecret, Scope = options.Scope };
        var tokens = new OAuthTokens(login, setup.Http, setup.Time);
        var hosts = new ServiceHosts(options.MoreServiceHosts);
        return new ChannelParts
        {
            Receiver = new ActivityReceiver(options, new ProviderKeys(setup, metadata)),
            Reader = new ActivityReader(hosts),
            Sender = new ActivitySender(setup, tokens, hosts),
            Attachments = new ActivityAttachments(tokens, hosts, setup.Media),
            Credentials = () => tokens.Life,
            Test = new BotFrameworkTest(setup, metadata, login),
        };
    }

    private static string TokenEndpointOf(BotFrameworkOptions options) =>
        options.TokenEndpoint.Replace("{tenant}", string.IsNullOrEmpty(options.TenantId) ? MultiTenant : options.TenantId, StringComparison.Ordinal);
}
