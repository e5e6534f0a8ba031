using Ingestion.Mail.Mime;

namespace Ingestion.Channels.Email.Pickup;

/// <summary>Writes answers as mail files into a folder.</summary>
public sealed class PickupConnector : Connector<PickupOptions>
{
    public override string Name => "pickup";

    public override string Summary => "Writes answers as .eml files into a folder on this machine.";

    public override ConnectorCapabilities Capabilities => ConnectorCapabilities.Sender;

    protected override IEnumerable<SettingFault> Validate(PickupOptions options)
    {
        if (options.From.Length > 0 && MailAddress.Parse(options.From) is null)
        {
            yield return new SettingFault("From", "must be one e-mail address: support@example.org");
        }

        if (options.ReplyTo.Length > 0 && MailAddress.Parse(options.ReplyTo) is null)
        {
            yield return new SettingFault("ReplyTo", "must be one e-mail address or empty");
        }
    }

    protected override ChannelParts Open(ChannelSetup setup, PickupOptions options)
    {
        var name = options.FromName.Length > 0 ? options.FromName : setup.Organisation;
        var from = MailAddress.Parse(options.From) ?? throw new ArgumentException("From is no address.", nameof(options));
        var identity = new MailIdentity
        {
            From = name.Length > 0 ? from.WithName(name) : from,
            ReplyTo = MailAddress.Parse(options.ReplyTo),
            Channel = setup.Channel,
        };
        return new ChannelParts
        {
            Sender = new PickupSender(options.Folder, identity, setup.Time),
            OwnPoints = OwnAddresses.Points([options.From, options.ReplyTo]),
            Test = new PickupTest(options.Folder),
        };
    }
}
