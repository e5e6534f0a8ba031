namespace Ingestion.Worker.Tests.Architecture;

/// <summary>The table of the house: which part may know which. What is not listed is not allowed.</summary>
internal static class House
{
    public const string Worker = "Ingestion.Worker";
    public const string Channels = "Ingestion.Channels";

    /// <summary>Rooms that put the others together; they may know everything below them.</summary>
    public static readonly IReadOnlySet<string> Top = new HashSet<string>(StringComparer.Ordinal) { "Commands", "Demo", "Hosting" };

    /// <summary>The worker's rooms and the rooms that each may know beside itself.</summary>
    public static readonly IReadOnlyDictionary<string, string[]> Rooms = new Dictionary<string, string[]>(StringComparer.Ordinal)
    {
        ["Settings"] = [],
        ["Storage"] = ["Settings"],
        ["Operations"] = ["Storage"],
        ["OpenChannels"] = ["Settings"],
        ["Inbox"] = ["Storage", "Operations"],
        ["Attachments"] = ["Settings", "Storage", "Operations"],
        ["Polling"] = ["Storage", "Operations", "Inbox"],
        ["Quarantine"] = ["Settings", "Storage", "Operations"],
        ["Health"] = ["Settings", "Storage", "Operations", "OpenChannels", "Outbox"],
        ["Webhooks"] = ["Settings", "Operations", "OpenChannels", "Inbox", "Quarantine"],
        ["Complaints"] = ["Storage", "Operations"],
        ["Matching"] = [],
        ["Events"] = ["Storage"],
        ["Outbox"] = ["Settings", "Storage", "Operations", "Complaints"],
        ["Deliveries"] = ["Settings", "Storage", "Operations", "Complaints", "Events", "Outbox"],
        ["Promises"] = ["Settings", "Storage", "Operations", "Complaints", "Events", "Outbox"],
        ["Following"] = ["Settings", "Storage", "Complaints", "Acknowledgements"],
        ["Api"] = ["Settings", "Storage", "Complaints", "Outbox", "Corrections"],
        ["Erasure"] = ["Storage", "Operations", "Inbox", "Complaints", "Events", "Outbox", "Attachments", "Clusters", "Quarantine"],
        ["Clusters"] = ["Storage", "Operations", "Inbox", "Complaints", "Events", "Matching"],
        ["Corrections"] = ["Settings", "Storage", "Operations", "Inbox", "Complaints", "Events", "Outbox", "Clusters"],
        ["Acknowledgements"] = ["Settings", "Complaints", "Outbox"],
        ["Intake"] = ["Settings", "Storage", "Operations", "Inbox", "Complaints", "Events", "Acknowledgements", "Outbox", "Attachments", "Promises", "Matching", "Clusters", "Corrections"],
    };

    /// <summary>Packages and frameworks that only some rooms may use, by the beginning of their assembly's name.</summary>
    public static readonly IReadOnlyDictionary<string, string[]> Specialities = new Dictionary<string, string[]>(StringComparer.Ordinal)
    {
        // Settings have the driver check a connection string before anything is opened.
        ["Npgsql"] = ["Storage", "Settings"],
        ["Microsoft.Data.Sqlite"] = ["Storage"],
        ["SQLitePCLRaw"] = ["Storage"],
        ["Dapper"] = ["Storage", "Complaints", "Inbox", "Outbox", "Events", "Clusters"],
        ["Polly"] = ["OpenChannels"],
        ["Quartz"] = ["Polling"],
        ["Handlebars"] = ["Acknowledgements"],
        ["Ingestion.Classifier"] = ["Complaints", "Corrections", "Attachments", "Outbox", "Acknowledgements", "Promises", "Intake"],
        // What a file is by its first bytes is known there.
        ["Ingestion.Mail"] = ["Attachments"],
        ["Microsoft.AspNetCore"] = ["Webhooks", "Operations", "Following", "Api"],
        ["System.Net.Http"] = ["OpenChannels"],
        ["System.Net"] = ["OpenChannels", "Webhooks", "Storage", "Settings", "Following"],
        ["System.CommandLine"] = [],
        ["Spectre.Console"] = [],
    };

    /// <summary>Packages that one connector alone may use: its provider's own.</summary>
    public static readonly IReadOnlyDictionary<string, string> Sdks = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["Azure.Core"] = "Ingestion.Channels.Chat.ServiceBus",
    };

    /// <summary>Parts that a family's connectors share and that are no connector.</summary>
    public static readonly IReadOnlySet<string> FamilyParts = new HashSet<string>(StringComparer.Ordinal) { "Ingestion.Channels.Email.Machines" };

    /// <summary>Who writes a table; others do not name it in their SQL.</summary>
    public static readonly IReadOnlyDictionary<string, string[]> Tables = new Dictionary<string, string[]>(StringComparer.Ordinal)
    {
        ["message"] = ["Inbox"],
        ["inbox"] = ["Inbox"],
        ["ledger"] = ["Inbox"],
        ["message_identity"] = ["Inbox"],
        ["channel_state"] = ["Polling", "Inbox", "Health"],
        ["settings_problem"] = ["Health"],
        ["hole"] = ["Polling", "Inbox"],
        ["settlement"] = ["Polling", "Inbox"],
        ["contact_point"] = ["Complaints", "Clusters"],
        ["contact_link"] = ["Complaints"],
        ["session"] = ["Complaints"],
        ["complaint_link"] = ["Complaints"],
        ["label"] = ["Complaints"],

        // The inbox looks up the number of a message that was just registered, for the reply to a webhook.
        // Comparing reads texts and what complaints are about with the fingerprints, in one statement.
        ["complaint"] = ["Complaints", "Inbox", "Clusters"],
        ["complaint_message"] = ["Complaints", "Clusters"],
        ["match_queue"] = ["Clusters"],
        ["near_fingerprint"] = ["Clusters"],
        ["fingerprint_key"] = ["Clusters"],
        ["complaint_number"] = ["Clusters"],
        ["cluster"] = ["Clusters"],
        ["cluster_hour"] = ["Clusters"],
        ["word_frequency"] = ["Clusters"],
        ["attachment"] = ["Attachments"],
        ["outbox"] = ["Outbox"],
        ["attempt"] = ["Outbox"],
        ["receipt"] = ["Outbox"],
        ["sending_day"] = ["Outbox"],
        ["acknowledgement_hour"] = ["Outbox"],
        ["acknowledgement_budget"] = ["Outbox"],
        ["event"] = ["Events"],
        ["refusal"] = ["Operations"],
        ["quarantine"] = ["Quarantine"],
        ["operator_action"] = ["Operations"],
        ["id_block"] = ["Storage"],
        ["installation"] = ["Storage", "Outbox"],
        ["schema_version"] = ["Storage"],
    };

    /// <summary>The rooms of the mail library and those that each may know: three know no other, so that each could be used alone.</summary>
    public static readonly IReadOnlyDictionary<string, string[]> MailRooms = new Dictionary<string, string[]>(StringComparer.Ordinal)
    {
        ["Transport"] = [],
        ["Html"] = [],
        ["Replies"] = [],
        ["Mime"] = ["Html"],
        ["Facts"] = ["Mime"],
        ["Reports"] = ["Mime"],
        ["Imap"] = ["Transport"],
        ["Smtp"] = ["Transport", "Mime"],
    };

    /// <summary>The room of a namespace of the worker; empty for its root, null for what is not the worker's.</summary>
    public static string? RoomOf(string space, string root = Worker)
    {
        if (space == root)
        {
            return "";
        }

        return space.StartsWith(root + ".", StringComparison.Ordinal) ? space[(root.Length + 1)..].Split('.')[0] : null;
    }
}
