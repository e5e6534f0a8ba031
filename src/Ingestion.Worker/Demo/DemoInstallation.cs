using System.Security.Cryptography;
using Ingestion.Worker.Settings;

namespace Ingestion.Worker.Demo;

/// <summary>An installation in one folder: SQLite, a Maildir to deliver into, folders for what goes out. Needs nothing but this program.</summary>
internal sealed class DemoInstallation
{
    public const string MailChannel = "mail";
    public const string ChatChannel = "chatbot";
    public const string FormChannel = "form";
    private const string OutgoingChannel = "outgoing";
    private const string Address = "destek@ornek-magaza.example";

    private readonly string secret = "whsec_" + Convert.ToBase64String(RandomNumberGenerator.GetBytes(32));

    private DemoInstallation(string folder) => Folder = folder;

    public string Folder { get; }

    /// <summary>Mail to the organisation is delivered here.</summary>
    public string Maildir => Path.Combine(Folder, "maildir");

    /// <summary>Acknowledgements by mail lie here.</summary>
    public string Outgoing => Path.Combine(Folder, "outgoing");

    /// <summary>Answers to chats lie here.</summary>
    public string ChatAnswers => Path.Combine(Folder, "chat-answers");

    /// <summary>The organisation's address.</summary>
    public string Mailbox => Address;

    /// <summary>Signs what the chatbot posts and what it gets.</summary>
    public string Secret => secret;

    /// <summary>Makes the folders; a demo that ran here before goes on with its pool.</summary>
    public static DemoInstallation Create(string folder)
    {
        var installation = new DemoInstallation(Path.GetFullPath(folder));
        foreach (var name in new[] { "maildir/new", "maildir/cur", "maildir/tmp", "outgoing", "chat-answers" })
        {
            Directory.CreateDirectory(Path.Combine(installation.Folder, name));
        }

        return installation;
    }

    /// <param name="url">Where the worker listens.</param>
    /// <param name="callbackUrl">Where the chatbot takes answers.</param>
    /// <param name="providers">Settings of the channels of providers.</param>
    public LoadedSettings Load(string url, string callbackUrl, IEnumerable<KeyValuePair<string, string?>> providers)
    {
        var outcome = SettingsLoader.Load(new SettingsSources
        {
            File = EmptyFile(),
            Overrides = new Dictionary<string, string?>(providers, StringComparer.Ordinal)
            {
                ["Organisation:Name"] = "Örnek Mağaza",
                ["Organisation:MailDomain"] = "ornek-magaza.example",
                ["Organisation:TimeZone"] = TimeZoneNames.Turkey,
                ["Http:Url"] = url,
                ["Database:File"] = Path.Combine(Folder, "pool.db"),
                ["Logging:LogLevel:Default"] = "Error",
                [$"Channels:{MailChannel}:Connector"] = "maildir",
                [$"Channels:{MailChannel}:StartDate"] = "2020-01-01",
                [$"Channels:{MailChannel}:PollInterval"] = "00:00:01",
                [$"Channels:{MailChannel}:DefaultLanguage"] = "tr",
                [$"Channels:{MailChannel}:ReplyThrough"] = OutgoingChannel,
                [$"Channels:{MailChannel}:Options:Path"] = Maildir,
                [$"Channels:{MailChannel}:Options:OwnAddresses:0"] = Address,
                [$"Channels:{ChatChannel}:Connector"] = "webhook",
                [$"Channels:{ChatChannel}:Options:Secrets:0"] = secret,
                [$"Channels:{ChatChannel}:Options:CallbackUrl"] = callbackUrl,
                [$"Channels:{FormChannel}:Connector"] = "form",
                [$"Channels:{FormChannel}:DefaultLanguage"] = "tr",
                [$"Channels:{FormChannel}:ReplyThrough"] = OutgoingChannel,
                [$"Channels:{OutgoingChannel}:Connector"] = "pickup",
                [$"Channels:{OutgoingChannel}:Options:Folder"] = Outgoing,
                [$"Channels:{OutgoingChannel}:Options:From"] = Address,
            },
        });
        return outcome.Settings ?? throw new SettingsFaultException(outcome.Faults);
    }

    /// <summary>So that an appsettings.json that happens to lie in the working directory is not taken for the demo's.</summary>
    private string EmptyFile()
    {
        var file = Path.Combine(Folder, "demo.json");
        File.WriteAllText(file, "{}");
        return file;
    }
}
