namespace Ingestion.Channels.Chat.Webhook;

/// <summary>Any chatbot or system that posts JSON signed by Standard Webhooks and takes replies the same way.</summary>
internal sealed class WebhookConnector : Connector<WebhookOptions>
{
    public override string Name => "webhook";

    public override string Summary => "A chatbot or any system that posts JSON signed by Standard Webhooks; replies go to its callback URL.";

    public override ConnectorCapabilities Capabilities => ConnectorCapabilities.Receiver | ConnectorCapabilities.Sender;

    protected override ConnectorCapabilities CapabilitiesOf(WebhookOptions options) =>
        string.IsNullOrEmpty(options.CallbackUrl) ? Capabilities & ~ConnectorCapabilities.Sender : Capabilities;

    protected override IEnumerable<SettingFault> Validate(WebhookOptions options)
    {
        for (var n = 0; n < options.Secrets.Count; n++)
        {
            if (WebhookSignature.KeyOf(options.Secrets[n]) is null)
            {
                yield return new SettingFault($"Secrets:{n}", "A secret is whsec_ followed by Base64 of 24 to 64 bytes: echo whsec_$(openssl rand -base64 32)");
            }
        }

        if (string.IsNullOrEmpty(options.CallbackUrl))
        {
            yield break;
        }

        if (!Uri.TryCreate(options.CallbackUrl, UriKind.Absolute, out var url)
            || (url.Scheme != Uri.UriSchemeHttps && url.Scheme != Uri.UriSchemeHttp)
            || url.UserInfo.Length > 0
            || url.Fragment.Length > 0)
        {
            yield return new SettingFault("CallbackUrl", "An absolute https URL without user name and fragment: https://bot.example/replies");
        }
        else if (url.Scheme == Uri.UriSchemeHttp && !url.IsLoopback && !options.AllowPlainHttp)
        {
            yield return new SettingFault("CallbackUrl", "Use https, or set AllowPlainHttp when the network between is yours alone.");
        }
    }

    protected override ChannelParts Open(ChannelSetup setup, WebhookOptions options)
    {
        byte[][] keys = [.. options.Secrets.Select(secret =>
            WebhookSignature.KeyOf(secret) ?? throw new ArgumentException("A secret is malformed.", nameof(setup)))];
        if (keys.Length == 0)
        {
            throw new ArgumentException("A webhook without a secret is not served.", nameof(setup));
        }

        var callback = string.IsNullOrEmpty(options.CallbackUrl) ? null : new Uri(options.CallbackUrl, UriKind.Absolute);
        return new ChannelParts
        {
            Receiver = new WebhookReceiver(keys, options.MaxBytes),
            Reader = new WebhookReader(options.TrustContactPoints, setup.DefaultRegion),
            Sender = callback is null ? null : new WebhookSender(setup, callback, keys[0]),
            Test = new CallbackTest(callback, keys.Length),
        };
    }
}
