namespace Ingestion.Channels.Sms.Twilio;

/// <summary>SMS, MMS and WhatsApp through Twilio.</summary>
internal sealed class TwilioConnector : Connector<TwilioOptions>
{
    public override string Name => "twilio";

    public override string Summary => "SMS, MMS and WhatsApp through Twilio: webhooks, a poll for what they missed, and answers with status reports.";

    public override ConnectorCapabilities Capabilities =>
        ConnectorCapabilities.Source | ConnectorCapabilities.Receiver | ConnectorCapabilities.Sender | ConnectorCapabilities.HoldsHistory;

    /// <summary>
    /// Twilio documents no number: it queues what a sender cannot send yet and answers 429 when an account does too much at once. These keep a fault
    /// of ours small. A listing asks for one page after the other.
    /// </summary>
    public override ProviderLimits Limits { get; } = new()
    {
        Budgets =
        [
            new RateBudget("POST", "/2010-04-01/Accounts/*/Messages.json", 300, TimeSpan.FromSeconds(10)),
            new RateBudget("GET", "/2010-04-01/Accounts/", 1000, TimeSpan.FromSeconds(10)),
        ],
    };

    protected override ConnectorCapabilities CapabilitiesOf(TwilioOptions options)
    {
        var withPoll = options.Poll ? Capabilities : Capabilities & ~ConnectorCapabilities.Source;
        return new TwilioReach(options) is { HasSms: false, HasWhatsApp: false } ? withPoll & ~ConnectorCapabilities.Sender : withPoll;
    }

    protected override IEnumerable<SettingFault> Validate(TwilioOptions options) => TwilioRules.Check(options);

    protected override ChannelParts Open(ChannelSetup setup, TwilioOptions options)
    {
        if (options.AuthTokens.Count == 0 || options.AuthTokens.Any(string.IsNullOrEmpty))
        {
            throw new ArgumentException("A webhook without a secret is not served.", nameof(setup));
        }

        var api = new TwilioApi(options);
        var reach = new TwilioReach(options);
        return new ChannelParts
        {
            Receiver = new TwilioReceiver(options),
            Source = options.Poll ? new TwilioSource(setup, options, api) : null,
            Reader = new TwilioReader(options),
            Sender = reach.HasSms || reach.HasWhatsApp ? new TwilioSender(setup, options, api) : null,
            OwnPoints = TwilioOwnAddresses.Points(options),
            Attachments = new TwilioMediaSource(setup, api),
            Test = new TwilioTest(setup, options, api),
        };
    }
}
