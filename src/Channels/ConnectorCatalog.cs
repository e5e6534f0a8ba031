using Ingestion.Channels.Chat.BotFramework;
using Ingestion.Channels.Chat.ServiceBus;
using Ingestion.Channels.Chat.Telegram;
using Ingestion.Channels.Chat.Webhook;
using Ingestion.Channels.Email.Imap;
using Ingestion.Channels.Email.Maildir;
using Ingestion.Channels.Email.Pickup;
using Ingestion.Channels.Email.Smtp;
using Ingestion.Channels.Forms;
using Ingestion.Channels.Sms.Twilio;
using Ingestion.Channels.Social.X;

namespace Ingestion.Channels;

/// <summary>The one list of connectors, one line each.</summary>
public static class ConnectorCatalog
{
    public static IReadOnlyList<IConnector> All { get; } =
    [
        new FormConnector(),
        new WebhookConnector(),
        new TwilioConnector(),
        new XConnector(),
        new TelegramConnector(),
        new BotFrameworkConnector(),
        new ServiceBusConnector(),
        new ImapConnector(),
        new SmtpConnector(),
        new MaildirConnector(),
        new PickupConnector(),
    ];

    /// <summary>The connector with this name (ordinal, any case), or null.</summary>
    public static IConnector? Find(string name) =>
        All.FirstOrDefault(connector => string.Equals(connector.Name, name, StringComparison.OrdinalIgnoreCase));
}
