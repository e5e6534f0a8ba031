using System.Text.Json;
using System.Text.Json.Nodes;
using Ingestion.Channels;
using Ingestion.Worker.Settings;
using Ingestion.Worker.Tests.Fakes;
using Xunit;

namespace Ingestion.Worker.Tests.Settings;

public sealed class SettingsSchemaTests
{
    private static readonly JsonDocumentOptions Lenient = new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true };

    public static TheoryData<string> Examples()
    {
        var root = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(root.FullName, "IngestionWorker.sln")))
        {
            root = root.Parent ?? throw new InvalidOperationException("the tests must lie below the solution");
        }

        return [.. Directory.EnumerateFiles(Path.Combine(root.FullName, "src", "Channels"), "settings.example.json", SearchOption.AllDirectories)];
    }

    [Theory]
    [MemberData(nameof(Examples))]
    public void Schema_AcceptsTheExampleOfEveryConnector(string file) =>
        Assert.Empty(SchemaChecker.Check(Schema(ConnectorCatalog.All), JsonNode.Parse(File.ReadAllText(file), documentOptions: Lenient)));

    [Theory]
    [MemberData(nameof(Examples))]
    public void Loader_AcceptsTheExampleOfEveryConnector(string file)
    {
        var outcome = SettingsLoader.Load(new SettingsSources { File = file, Overrides = new Dictionary<string, string?> { ["Organisation:Name"] = "Example" } });

        Assert.Empty(outcome.Faults.Select(fault => $"{fault.Key}: {fault.Message}"));
    }

    [Fact]
    public void Schema_OfEverySetting_AcceptsWhatTheLoaderAccepts() =>
        Assert.Empty(Check("""
            {
              "$schema": "settings.schema.json",
              "Database": { "Store": "postgres", "ConnectionString": "Host=x" },
              "Http": { "Url": "http://*:80", "RequestTimeout": "20s", "PublicUrl": "https://x/" },
              "Organisation": { "Name": "A", "TimeZone": "Asia/Baku" },
              "Intake": { "Lease": "00:02:00" }, "Outbox": { "GiveUpAfter": "2d" }, "Acknowledgements": { "AnswerWithin": "3 d" },
              "Secrets": { "Folder": "secrets" }, "Logging": { "LogLevel": { "Default": "Debug" } },
              "Channels": {
                "a": { "Connector": "mail", "StartDate": "2026-12-01", "Options": { "Host": "x", "Port": 1, "Keys": ["k"], "Mode": "veryLenient", "Folders": { "in": { "Path": "p", "Depth": 3 } } } },
                "b-2": { "Connector": "hook", "StartDate": "2026-12-01T00:00:00+04:00", "PollInterval": "1.00:00:00" }
              }
            }
            """));

    [Theory]
    [InlineData("""{ "Htpp": {} }""", ": additionalProperties")]
    [InlineData("""{ "Http": { "RequestTimeout": 15 } }""", "/Http/RequestTimeout: type")]
    [InlineData("""{ "Http": { "RequestTimeout": "15" } }""", "/Http/RequestTimeout: pattern")]
    [InlineData("""{ "Database": { "Store": "mysql" } }""", "/Database/Store: enum")]
    [InlineData("""{ "Database": { "MaxConnections": 1 } }""", "/Database/MaxConnections: minimum")]
    [InlineData("""{ "Channels": { "a b": { "Connector": "hook" } } }""", "/Channels: propertyNames")]
    [InlineData("""{ "Channels": { "a": {} } }""", "/Channels/a: required")]
    [InlineData("""{ "Channels": { "a": { "Connector": "other" } } }""", "/Channels/a/Connector: enum")]
    [InlineData("""{ "Channels": { "a": { "Connector": "mail" } } }""", "/Channels/a: required")]
    [InlineData("""{ "Channels": { "a": { "Connector": "hook", "Options": { "Hots": "x" } } } }""", "/Channels/a/Options: additionalProperties")]
    [InlineData("""{ "Channels": { "a": { "Connector": "hook", "Options": { "Folders": { "f": { "Depth": 11 } } } } } }""", "/Channels/a/Options/Folders/f/Depth: maximum")]
    [InlineData("""{ "Channels": { "a": { "Connector": "hook", "Options": { "Keys": [1] } } } }""", "/Channels/a/Options/Keys/0: type")]
    public void Schema_OfAWrongSetting_NamesIt(string json, string fault) => Assert.Equal([fault], Check(json));

    [Fact]
    public void Schema_DescribesSettingsInTheWordsOfTheirDocumentation()
    {
        var schema = Schema(Connectors());

        Assert.StartsWith("Tries before a message", (string?)schema["properties"]!["Intake"]!["properties"]!["Tries"]!["description"]);
        Assert.Equal(3, (int)schema["properties"]!["Intake"]!["properties"]!["Tries"]!["default"]!);
        Assert.Contains("mail: The mail that tests need.", (string?)schema["$defs"]!["channel"]!["properties"]!["Connector"]!["description"]);
    }

    [Fact]
    public void Schema_OfTheRealConnectors_DescribesEveryOption()
    {
        var channel = Schema(ConnectorCatalog.All)["$defs"]!["channel"]!;
        foreach (var choice in channel["allOf"]!.AsArray())
        {
            foreach (var (name, option) in choice!["then"]!["properties"]!["Options"]!["properties"]!.AsObject())
            {
                Assert.False(string.IsNullOrEmpty((string?)option!["description"]), $"{choice["if"]!["properties"]!["Connector"]!["const"]}: {name} has no documentation");
            }
        }
    }

    private static List<string> Check(string json) => SchemaChecker.Check(Schema(Connectors()), JsonNode.Parse(json));

    /// <summary>As an editor reads it.</summary>
    private static JsonObject Schema(IReadOnlyList<IConnector> connectors) => JsonNode.Parse(SettingsSchema.Text(connectors))!.AsObject();

    private static FakeConnector[] Connectors() =>
    [
        new("mail", ConnectorCapabilities.Source | ConnectorCapabilities.HoldsHistory),
        new("hook", ConnectorCapabilities.Receiver),
    ];
}
