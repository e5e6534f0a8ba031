namespace Ingestion.Channels.Chat.ServiceBus;

/// <summary>A queue of an Azure Service Bus namespace into which bots and apps put messages.</summary>
internal sealed class ServiceBusConnector : Connector<ServiceBusOptions>
{
    public override string Name => "servicebus";

    public override string Summary => "A queue of an Azure Service Bus namespace into which bots and apps put messages; replies go to another queue.";

    public override ConnectorCapabilities Capabilities => ConnectorCapabilities.Source | ConnectorCapabilities.Sender;

    /// <summary>A long poll is answered late on purpose.</summary>
    public override ProviderLimits Limits { get; } = new() { AnswerWithin = TimeSpan.FromSeconds(ServiceBusOptions.LongestPoll + 20) };

    protected override ConnectorCapabilities CapabilitiesOf(ServiceBusOptions options) =>
        string.IsNullOrEmpty(options.ReplyQueue) ? Capabilities & ~ConnectorCapabilities.Sender : Capabilities;

    protected override IEnumerable<SettingFault> Validate(ServiceBusOptions options)
    {
        if (ServiceBusEntity.EndpointOf(options.Endpoint) is not { } endpoint || (endpoint.Scheme != Uri.UriSchemeHttps && !endpoint.IsLoopback))
        {
            yield return new(nameof(options.Endpoint), "must be the namespace's URL without a path: https://contoso.servicebus.windows.net");
        }

        foreach (var (key, path) in new[] { (nameof(options.Queue), options.Queue), (nameof(options.ReplyQueue), options.ReplyQueue ?? "replies") })
        {
            if (path.Split('/').Any(part => part.Length == 0 || part.Any(one => char.IsWhiteSpace(one) || char.IsControl(one) || one is '?' or '#' or '\\' or ':')))
            {
                yield return new(key, "must be the entity's path as the portal shows it, without the namespace: complaints");
            }
        }

        if (options.ReplyQueue is { } reply && string.Equals(reply, options.Queue, StringComparison.OrdinalIgnoreCase))
        {
            yield return new(nameof(options.ReplyQueue), "must be another queue than the one that is read, or we would answer ourselves");
        }

        foreach (var fault in options.Login == ServiceBusLogin.Key ? KeyFaults(options) : IdentityFaults(options))
        {
            yield return fault;
        }
    }

    protected override ChannelParts Open(ChannelSetup setup, ServiceBusOptions options)
    {
        var queue = new ServiceBusEntity(options, options.Queue, options.KeyName, options.Keys, setup);
        var hasOwnKey = !string.IsNullOrEmpty(options.ReplyKeyName);
        return new ChannelParts
        {
            Source = new ServiceBusSource(new PeekLock(queue, options, setup.Time), options, setup),
            Reader = new ServiceBusReader(options.TrustContactPoints, setup.DefaultRegion),
            Sender = string.IsNullOrEmpty(options.ReplyQueue) ? null : new ServiceBusSender(
                new ServiceBusEntity(options, options.ReplyQueue, hasOwnKey ? options.ReplyKeyName : options.KeyName, hasOwnKey ? options.ReplyKeys : options.Keys, setup), options, setup),
            Credentials = () => queue.Credentials,
            Test = new ServiceBusTest(queue, options),
        };
    }

    private static IEnumerable<SettingFault> KeyFaults(ServiceBusOptions options)
    {
        if (string.IsNullOrWhiteSpace(options.KeyName))
        {
            yield return new(nameof(options.KeyName), "must name the shared access policy when Login is Key");
        }

        if (options.Keys.Count == 0 || options.Keys.Any(string.IsNullOrWhiteSpace))
        {
            yield return new(nameof(options.Keys), "must hold the policy's primary key, and better its secondary key as well");
        }

        if (!string.IsNullOrEmpty(options.ReplyKeyName) && (options.ReplyKeys.Count == 0 || options.ReplyKeys.Any(string.IsNullOrWhiteSpace)))
        {
            yield return new(nameof(options.ReplyKeys), "must hold the keys of ReplyKeyName");
        }
    }

    private static IEnumerable<SettingFault> IdentityFaults(ServiceBusOptions options)
    {
        if (options.Keys.Count > 0 || options.ReplyKeys.Count > 0)
        {
            yield return new(nameof(options.Keys), "are not used with this Login: remove them, or set Login to Key");
        }

        if (options.Login == ServiceBusLogin.ClientSecret)
        {
            foreach (var (key, value) in new[] { (nameof(options.TenantId), options.TenantId), (nameof(options.ClientId), options.ClientId), (nameof(options.ClientSecret), options.ClientSecret) })
            {
                if (string.IsNullOrWhiteSpace(value))
                {
                    yield return new(key, "is needed when Login is ClientSecret");
                }
            }
        }

        if (!string.IsNullOrEmpty(options.AuthorityHost) && (!Uri.TryCreate(options.AuthorityHost, UriKind.Absolute, out var authority) || authority.Scheme != Uri.UriSchemeHttps))
        {
            yield return new(nameof(options.AuthorityHost), "must be an https URL: https://login.microsoftonline.com/");
        }
    }
}
