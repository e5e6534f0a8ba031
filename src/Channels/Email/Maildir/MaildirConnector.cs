using Ingestion.Mail.Mime;

namespace Ingestion.Channels.Email.Maildir;

/// <summary>Takes mail out of a Maildir, as Postfix, Dovecot, OpenSMTPD or fetchmail write it.</summary>
public sealed class MaildirConnector : Connector<MaildirOptions>
{
    public override string Name => "maildir";

    public override string Summary => "Reads the mails of a Maildir folder on this machine.";

    public override ConnectorCapabilities Capabilities => ConnectorCapabilities.Source | ConnectorCapabilities.HoldsHistory;

    protected override IEnumerable<SettingFault> Validate(MaildirOptions options)
    {
        if (options.Folder.AsSpan().ContainsAny('/', '\\', '\0') || options.Folder.Contains("..", StringComparison.Ordinal))
        {
            yield return new SettingFault("Folder", "must be the name of a Maildir++ folder without slashes, levels divided by dots: Support.Open");
        }

        for (var i = 0; i < options.OwnAddresses.Count; i++)
        {
            if (MailAddress.Parse(options.OwnAddresses[i]) is null)
            {
                yield return new SettingFault($"OwnAddresses:{i}", "must be one e-mail address: support@example.org");
            }
        }
    }

    protected override ChannelParts Open(ChannelSetup setup, MaildirOptions options)
    {
        var folder = new MaildirFolder(options);
        return new ChannelParts
        {
            Source = new MaildirSource(folder, options, setup.Time),
            Reader = new MailReader(options.OwnAddresses, options.TrustedAuthservIds),
            OwnPoints = OwnAddresses.Points(options.OwnAddresses),
            Attachments = new MailAttachments(),
            Test = new MaildirTest(folder),
        };
    }
}
