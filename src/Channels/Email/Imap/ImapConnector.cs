namespace Ingestion.Channels.Email.Imap;

/// <summary>Reads mail of any provider over IMAP.</summary>
public sealed class ImapConnector : Connector<ImapOptions>
{
    public override string Name => "imap";

    public override string Summary => "Reads one folder of a mailbox over IMAP, waiting with IDLE where the server offers it.";

    public override ConnectorCapabilities Capabilities => ConnectorCapabilities.Source | ConnectorCapabilities.HoldsHistory;

    protected override IEnumerable<SettingFault> Validate(ImapOptions options)
    {
        if (options.Host.Any(one => char.IsWhiteSpace(one) || char.IsControl(one) || one is '/' or '@'))
        {
            yield return new(nameof(options.Host), "must be a bare host name or address, without scheme, path or port");
        }

        if (options.Folder.Any(char.IsControl))
        {
            yield return new(nameof(options.Folder), "must not contain control characters");
        }

        var after = ImapAfterAccept.Parse(options);
        if (after is null)
        {
            yield return new(nameof(options.AfterAccept), "must be none, keyword, seen or move:<folder>");
        }
        else if (after.Folder is { } target && (target.Any(char.IsControl) || string.Equals(target, options.Folder, StringComparison.OrdinalIgnoreCase)))
        {
            yield return new(nameof(options.AfterAccept), "must move to another folder than the one that is read");
        }

        foreach (var fault in MailLogin.Check(options.Password, options.AccessTokenFile, options.OAuth))
        {
            yield return fault;
        }

        foreach (var own in options.OwnAddresses.Where(own => Ingestion.Mail.Mime.MailAddress.Parse(own) is null))
        {
            yield return new(nameof(options.OwnAddresses), $"\"{own}\" is not an e-mail address");
        }
    }

    protected override ChannelParts Open(ChannelSetup setup, ImapOptions options)
    {
        string[] own = Ingestion.Mail.Mime.MailAddress.Parse(options.User) is null ? [] : [options.User];
        var credentials = MailLogin.Open(options.User, options.Password, options.AccessTokenFile, options.OAuth, setup);
        string[] all = [.. options.OwnAddresses, .. own];
        return new()
        {
            Source = new ImapSource(setup, options, credentials),
            Reader = new MailReader(all, options.TrustedAuthservIds),
            OwnPoints = OwnAddresses.Points(all),
            Attachments = new MailAttachments(),
            Credentials = () => MailLogin.LifeOf(credentials),
            Test = new ImapConnectionTest(options, credentials),
        };
    }
}
