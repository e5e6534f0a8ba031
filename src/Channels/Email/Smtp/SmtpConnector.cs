using Ingestion.Mail.Mime;

namespace Ingestion.Channels.Email.Smtp;

/// <summary>Sends mail through a submission server.</summary>
public sealed class SmtpConnector : Connector<SmtpOptions>
{
    public override string Name => "smtp";

    public override string Summary => "Sends answers as mail through a submission server, in a form that no machine answers again.";

    public override ConnectorCapabilities Capabilities => ConnectorCapabilities.Sender;

    protected override IEnumerable<SettingFault> Validate(SmtpOptions options)
    {
        if (options.Host.Any(one => char.IsWhiteSpace(one) || char.IsControl(one) || one is '/' or '@'))
        {
            yield return new(nameof(options.Host), "must be a bare host name or address, without scheme, path or port");
        }

        if (!string.IsNullOrEmpty(options.User))
        {
            foreach (var fault in MailLogin.Check(options.Password, options.AccessTokenFile, options.OAuth))
            {
                yield return fault;
            }
        }
        else if (!string.IsNullOrEmpty(options.Password) || !string.IsNullOrEmpty(options.AccessTokenFile) || options.OAuth is not null)
        {
            yield return new(nameof(options.User), "is missing: a login needs a user");
        }

        if (!string.IsNullOrEmpty(options.From) && !IsAddress(options.From))
        {
            yield return new(nameof(options.From), "must be one e-mail address without a name; the name goes into FromName");
        }

        foreach (var (key, value) in new[]
        {
            (nameof(options.ReplyTo), options.ReplyTo),
            (nameof(options.EnvelopeSender), options.EnvelopeSender),
            (nameof(options.FallbackEnvelopeSender), options.FallbackEnvelopeSender),
        })
        {
            if (!string.IsNullOrEmpty(value) && !IsAddress(value))
            {
                yield return new(key, "must be one e-mail address without a name");
            }
        }

        if (options.FromName?.Any(char.IsControl) == true)
        {
            yield return new(nameof(options.FromName), "must not contain control characters");
        }
    }

    protected override ChannelParts Open(ChannelSetup setup, SmtpOptions options)
    {
        var name = options.FromName ?? (setup.Organisation.Length > 0 ? setup.Organisation : null);
        var identity = new MailIdentity
        {
            From = MailAddress.Parse(options.From)!.WithName(name),
            ReplyTo = string.IsNullOrEmpty(options.ReplyTo) ? null : MailAddress.Parse(options.ReplyTo),
            Channel = setup.Channel,
        };
        var credentials = string.IsNullOrEmpty(options.User)
            ? null
            : MailLogin.Open(options.User, options.Password, options.AccessTokenFile, options.OAuth, setup);
        return new()
        {
            Sender = new SmtpSender(options, credentials, identity, setup.Time),
            OwnPoints = OwnAddresses.Points([options.From, options.ReplyTo ?? "", options.EnvelopeSender ?? "", options.FallbackEnvelopeSender ?? ""]),
            Credentials = () => MailLogin.LifeOf(credentials),
            Test = new SmtpConnectionTest(options, credentials),
        };
    }

    private static bool IsAddress(string text) =>
        MailAddress.Parse(text) is { Name: null } address && string.Equals(address.Address, text, StringComparison.OrdinalIgnoreCase);
}
