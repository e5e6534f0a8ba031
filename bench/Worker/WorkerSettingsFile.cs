using System.Text.Json.Nodes;

namespace Ingestion.Bench.Worker;

/// <summary>Settings of the runs. Only what a run needs differs from the defaults.</summary>
internal static class WorkerSettingsFile
{
    public const string WebhookPath = "/hooks/chat";

    public static readonly byte[] Secret = [.. Enumerable.Range(1, 32).Select(number => (byte)number)];

    public static JsonObject Postgres(string connection) => new() { ["Store"] = "postgres", ["ConnectionString"] = connection };

    public static JsonObject Sqlite(string file) => new() { ["Store"] = "sqlite", ["File"] = file };

    /// <param name="sendings">Outbox:Parallel.</param>
    public static JsonObject Make(JsonObject database, int sendings, params (string Name, JsonObject Channel)[] channels) => new()
    {
        ["Database"] = database,
        ["Organisation"] = new JsonObject { ["Name"] = "Bench Shop", ["MailDomain"] = "shop.example" },

        // The brake for the worst case would be the limit of these runs.
        ["Acknowledgements"] = new JsonObject
        {
            ["PerHour"] = 10_000_000,
            ["PerDomainPerHour"] = 10_000_000,
            ["PerNetworkPerHour"] = 10_000_000,
            ["PerTextPerHour"] = 10_000_000,
            ["PerCountryPerHour"] = 10_000_000,
        },
        ["Intake"] = new JsonObject { ["MaxBacklog"] = 10_000_000 },
        ["Outbox"] = new JsonObject { ["Parallel"] = sendings },
        ["Channels"] = new JsonObject(channels.Select(channel => KeyValuePair.Create<string, JsonNode?>(channel.Name, channel.Channel.DeepClone()))),
    };

    public static (string Name, JsonObject Channel) Webhook(int callbackPort) => ("chat", new JsonObject
    {
        ["Connector"] = "webhook",
        ["Options"] = new JsonObject
        {
            ["Secrets"] = new JsonArray($"whsec_{Convert.ToBase64String(Secret)}"),
            ["CallbackUrl"] = $"http://127.0.0.1:{callbackPort}/",
        },
    });

    public static (string Name, JsonObject Channel) Imap(int port, string user, string password) => ("support-mail", new JsonObject
    {
        ["Connector"] = "imap",
        ["StartDate"] = "2020-01-01",
        ["ReplyThrough"] = "answers",
        ["Options"] = new JsonObject
        {
            ["Host"] = "127.0.0.1",
            ["Port"] = port,
            ["Security"] = "none",
            ["User"] = user,
            ["Password"] = password,
        },
    });

    public static (string Name, JsonObject Channel) Smtp(int port) => ("answers", new JsonObject
    {
        ["Connector"] = "smtp",
        ["Options"] = new JsonObject
        {
            ["Host"] = "127.0.0.1",
            ["Port"] = port,
            ["Security"] = "none",
            ["From"] = "support@shop.example",
        },
    });
}
