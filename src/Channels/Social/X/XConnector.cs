namespace Ingestion.Channels.Social.X;

/// <summary>Mentions, search and direct messages of X (Twitter).</summary>
internal sealed class XConnector : Connector<XOptions>
{
    public override string Name => "x";

    public override string Summary => "X (Twitter): mentions, recent search and direct messages; answers by direct message or public reply.";

    public override ConnectorCapabilities Capabilities => ConnectorCapabilities.Source | ConnectorCapabilities.Sender | ConnectorCapabilities.HoldsHistory;

    /// <summary>The limits for one account, of 2026-08.</summary>
    public override ProviderLimits Limits { get; } = new()
    {
        Budgets =
        [
            new RateBudget("GET", "/2/users/*/mentions", 300, TimeSpan.FromMinutes(15)),
            new RateBudget("GET", "/2/tweets/search/recent", 300, TimeSpan.FromMinutes(15)),
            new RateBudget("GET", "/2/dm_events", 15, TimeSpan.FromMinutes(15)),
            new RateBudget("POST", "/2/tweets", 100, TimeSpan.FromMinutes(15)),
            new RateBudget("POST", "/2/dm_conversations", 15, TimeSpan.FromMinutes(15)),
            new RateBudget("POST", "/2/dm_conversations", 1440, TimeSpan.FromDays(1)),
        ],
        ResetHeader = "x-rate-limit-reset",
    };

    protected override IEnumerable<SettingFault> Validate(XOptions options) => XRules.Check(options);

    protected override ChannelParts Open(ChannelSetup setup, XOptions options)
    {
        var login = new XLogin(setup, options);
        var api = new XApi(setup, options, login);
        return new ChannelParts
        {
            Source = new XSource(setup, options, api),
            Reader = new XReader(options),
            Sender = new XSender(options, api, login),
            Attachments = new XMedia(setup.Media),
            OwnPoints = options.UserId.Length > 0 ? [new ContactPoint(ContactPointKind.Handle, "x:" + options.UserId)] : [],
            Credentials = () => login.Life,
            Test = new XTest(options, api),
        };
    }
}
