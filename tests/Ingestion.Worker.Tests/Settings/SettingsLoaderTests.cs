using System.Collections;
using System.ComponentModel.DataAnnotations;
using Ingestion.Channels;
using Ingestion.Worker.Settings;
using Ingestion.Worker.Tests.Fakes;
using Xunit;

namespace Ingestion.Worker.Tests.Settings;

public sealed class SettingsLoaderTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("settings-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public void Load_SmallestSettings_GivesDefaultsEverywhereElse()
    {
        var loaded = Loaded("""{ "Organisation": { "Name": "Acme" }, "Channels": { "Desk": { "Connector": "HOOK", "Options": { "Host": "x", "Careful": false } } } }""");

        Assert.Equal("sqlite", loaded.Worker.Database.Store);
        Assert.Equal(TimeSpan.FromSeconds(15), loaded.Worker.Http.RequestTimeout);
        var channel = Assert.Single(loaded.Channels);
        Assert.Equal("desk", channel.Name);
        Assert.Same(channel.Settings, loaded.Worker.Channels["desk"]);
        Assert.Equal("hook", channel.Connector.Name);
        Assert.Equal(new FakeOptions { Host = "x", Careful = false }.Port, ((FakeOptions)channel.Options).Port);
    }

    [Fact]
    public void Load_EveryKindOfValue_IsBound()
    {
        var loaded = Loaded("""
            {
              // comments and trailing commas are welcome
              "Organisation": { "Name": "Şikâyet Bürosu", "MailDomain": "example.az", "TimeZone": "Asia/Baku" },
              "Http": { "Url": "http://*:8080", "PublicUrl": "https://c.example.az/", "RequestTimeout": "00:00:30", "MaxBytesInFlight": 4000000000 },
              "Intake": { "Lease": "2m" },
              "Outbox": { "GiveUpAfter": "7d" },
              "Logging": { "LogLevel": { "Default": "Debug" } },
              "Channels": {
                "mail": {
                  "Connector": "mail", "StartDate": "2026-12-01", "PollInterval": "90s", "DefaultLanguage": "az", "Enabled": false,
                  "Options": {
                    "Host": "imap", "Port": 143, "Mode": "veryLenient", "Keys": ["a", "b"], "Patience": "1500ms", "Password": "long enough",
                    "Folders": { "in": { "Path": "INBOX", "Depth": 2 } }, "Callback": "https://example.az/back",
                  },
                },
              },
            }
            """);

        var channel = Assert.Single(loaded.Channels);
        Assert.Equal(new DateTimeOffset(2026, 12, 1, 0, 0, 0, TimeSpan.Zero), channel.Settings.StartDate);
        Assert.Equal(TimeSpan.FromSeconds(90), channel.Settings.PollInterval);
        Assert.Equal(TimeSpan.FromMinutes(2), loaded.Worker.Intake.Lease);
        Assert.Equal(TimeSpan.FromDays(7), loaded.Worker.Outbox.GiveUpAfter);
        Assert.Equal(4_000_000_000, loaded.Worker.Http.MaxBytesInFlight);
        Assert.Equal("Şikâyet Bürosu", loaded.Worker.Organisation.Name);
        Assert.Equal("Debug", loaded.Logging["LogLevel:Default"]);
        var options = (FakeOptions)channel.Options;
        Assert.Equal(FakeMode.VeryLenient, options.Mode);
        Assert.Equal(["a", "b"], options.Keys);
        Assert.Equal(TimeSpan.FromMilliseconds(1500), options.Patience);
        Assert.Equal(new FakeFolder { Path = "INBOX", Depth = 2 }, options.Folders["in"]);
        Assert.Equal(new Uri("https://example.az/back"), options.Callback);
    }

    [Fact]
    public void Load_ManyFaults_NamesEveryOneWithItsLine()
    {
        var faults = Faults("""
            {
              "Organisation": { "TimeZone": "Asia/Bakku" },
              "Htpp": { },
              "Http": { "Url": "https://*:8443", "RequestTimeout": 15, "MaxConcurentRequests": 5 },
              "Database": { "Store": "postgres", "MaxConnections": 2 },
              "Intake": { "BatchSize": "many", "Tries": 99 },
              "Acknowledgements": { "TemplatesFolder": "no-such-folder", "ReleaseHeldAfter": { "machine-spam": "40.00:00:00", "no-reason": "01:00:00" } },
              "Channels": {
                "mail": { "Connector": "mail", "PollInterval": "100ms", "Options": { "Hots": "x", "Port": 99999, "Mode": "loose" } },
                "chat": { "Connector": "hok", "DefaultLanguage": "de" },
                "site": { "Connector": "hook", "ReplyThrough": "smpt", "SendsPerDay": 5, "Options": { "Host": "nowhere", "Careful": false, "Keys": ["1","2","3","4"] } },
                "bad name": { "Connector": "hook", "ReplyThrough": "mail", "Options": { "Host": "x", "Careful": "perhaps" } },
                "smtp": { "Connector": "out", "Options": { "Host": "x", "Password": "short", "Folders": { "f": { "Depth": 11 } } } },
                "none": { "Optoins": {} }
              }
            }
            """);

        Assert.Equal(
            [
                "Acknowledgements:ReleaseHeldAfter:machine-spam: must be between 0 and 30 days, such as 04:00:00 (settings.json line 7)",
                "Acknowledgements:ReleaseHeldAfter:no-reason: is no reason for which an answer is held; reasons are address-bounced, address-budget-used, country-budget-used, domain-budget-used, hourly-budget-used, machine-hints, names-matter-of-another, network-budget-used, spam-suspected, spoofed-sender, text-budget-used, unverified-sender and machine-… with a sign's code (settings.json line 7)",
                "Acknowledgements:TemplatesFolder: there is no such folder (settings.json line 7)",
                "Channels:bad name: a channel's name is 1 to 63 letters a-z, digits and hyphens, and does not begin with a hyphen (settings.json line 12)",
                "Channels:bad name:Options:Careful: must be true or false (settings.json line 12)",
                "Channels:bad name:Options:Password: is missing: Careful asks for one (settings.json line 12)",
                "Channels:bad name:ReplyThrough: names a channel of mail, which cannot send; those that can send are smtp (settings.json line 12)",
                "Channels:chat:Connector: there is no such connector; did you mean hook? (settings.json line 10)",
                "Channels:chat:DefaultLanguage: must be one of tr, az, fa, en (settings.json line 10)",
                "Channels:mail:Options:Host: is missing (settings.json line 9)",
                "Channels:mail:Options:Hots: is not known; did you mean Host? (settings.json line 9)",
                "Channels:mail:Options:Mode: must be one of strict, veryLenient (settings.json line 9)",
                "Channels:mail:Options:Password: is missing: Careful asks for one (settings.json line 9)",
                "Channels:mail:Options:Port: must be between 1 and 65535 (settings.json line 9)",
                "Channels:mail:PollInterval: must be between 00:00:01 and 1.00:00:00 (settings.json line 9)",
                "Channels:mail:StartDate: is missing: mail holds older messages, and those from before this date are recorded and never answered (settings.json line 9)",
                "Channels:none:Connector: is missing (settings.json line 14)",
                "Channels:none:Optoins: is not known; did you mean Options? (settings.json line 14)",
                "Channels:site:Options:Host: is nowhere (settings.json line 11)",
                "Channels:site:Options:Keys: must have at most 3 members (settings.json line 11)",
                "Channels:site:ReplyThrough: there is no such channel; did you mean smtp? (settings.json line 11)",
                "Channels:site:SendsPerDay: limits nothing: hook cannot send; set it at the channel that sends (settings.json line 11)",
                "Channels:smtp:Options:Folders:f:Depth: must be between 1 and 10 (settings.json line 13)",
                "Channels:smtp:Options:Folders:f:Path: is missing (settings.json line 13)",
                "Channels:smtp:Options:Password: must have 8 to 100 characters (settings.json line 13)",
                "Database:ConnectionString: is missing: the store postgres needs one, such as Host=db;Database=ingestion;Username=worker (settings.json line 5)",
                "Database:MaxConnections: must be between 4 and 500 (settings.json line 5)",
                "Htpp: is not known; did you mean Http? (settings.json line 3)",
                "Http:MaxConcurentRequests: is not known; did you mean MaxConcurrentRequests? (settings.json line 4)",
                "Http:RequestTimeout: must be a duration such as 90s, 15m, 24h, 3d or 00:01:30 (settings.json line 4)",
                "Http:Url: must be http, a host and a port, such as http://127.0.0.1:8080 or http://*:8080; TLS ends at the reverse proxy (settings.json line 4)",
                "Intake:BatchSize: must be a whole number (settings.json line 6)",
                "Intake:Tries: must be between 1 and 20 (settings.json line 6)",
                "Organisation:Name: is missing (settings.json line 2)",
                "Organisation:TimeZone: is not known on this machine; IANA names look like Asia/Baku, Europe/Istanbul, Asia/Tehran (settings.json line 2)",
            ],
            faults.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Load_EnvironmentAndSecrets_ReplaceSingleValues()
    {
        Write("settings.json", """{ "Organisation": { "Name": "File" }, "Channels": { "desk": { "Connector": "hook", "Options": { "Host": "file", "Keys": ["a", "b"] } } } }""");
        Write("secrets/Channels__desk__Options__Password", "from the secrets\n");
        Write("secrets/.hidden__Key", "not a secret");
        var environment = new Hashtable
        {
            ["INGESTION__ORGANISATION__NAME"] = "Environment",
            ["INGESTION__Channels__desk__Options__Keys__1"] = "c",
            ["INGESTION__Channels__desk__Options__Password"] = "from the environment",
            ["INGESTION__Channels__desk__Options__Port"] = "",
            ["OTHER__Thing"] = "x",
        };

        var outcome = SettingsLoader.Load(Sources() with { Environment = environment, SecretsFolder = Path.Combine(_folder.FullName, "secrets") });

        Assert.Empty(outcome.Faults);
        Assert.Equal("Environment", outcome.Settings!.Worker.Organisation.Name);
        var options = (FakeOptions)outcome.Settings.Channels.Single().Options;
        Assert.Equal("file", options.Host);
        Assert.Equal(["a", "c"], options.Keys);
        Assert.Equal("from the secrets", options.Password);
        Assert.Equal(993, options.Port);
    }

    [Fact]
    public void Load_FaultFromEnvironmentOrSecret_NamesItsPlaceAndNeverItsValue()
    {
        Write("settings.json", """{ "Organisation": { "Name": "A" }, "Secrets": { "Folder": "SECRETS" }, "Channels": { "desk": { "Connector": "hook", "Options": { "Host": "x" } } } }"""
            .Replace("SECRETS", Path.Combine(_folder.FullName, "secrets").Replace("\\", "/")));
        Write("secrets/Channels__desk__Options__Password", "geheim");
        Write("secrets/Database__ConnectionString", "Host=db;Passwrd=geheim");
        var environment = new Hashtable { ["INGESTION__Channels__desk__Options__Port"] = "geheim", ["INGESTION__Database__Store"] = "postgres", ["INGESTION__Databse__Store"] = "geheim" };

        var faults = SettingsLoader.Load(Sources() with { Environment = environment }).Faults;

        Assert.Equal(4, faults.Count);
        Assert.DoesNotContain(faults, fault => fault.Message.Contains("geheim"));
        Assert.Contains(faults, fault => fault is { Key: "Channels:desk:Options:Port", Message: "must be a whole number (environment variable INGESTION__Channels__desk__Options__Port)" });
        Assert.Contains(faults, fault => fault is { Key: "Channels:desk:Options:Password", Message: "must have 8 to 100 characters (secrets file Channels__desk__Options__Password)" });
        Assert.Contains(faults, fault => fault.Key == "Databse" && fault.Message.StartsWith("is not known; did you mean Database?", StringComparison.Ordinal));
        Assert.Contains(faults, fault => fault.Key == "Database:ConnectionString");
    }

    [Theory]
    [InlineData("{\n  \"Http\": {\n    \"Url\": \"x\"\n    \"A\": 1\n  }\n}", "settings.json line 4")]
    [InlineData("{\n  \"Http\": {\n", "settings.json line 3")]
    [InlineData("", "settings.json line 1")]
    [InlineData("[1]", "settings.json")]
    [InlineData("\"text\"", "settings.json")]
    public void Load_NotJson_NamesTheLineAndNothingElse(string json, string key) => Assert.StartsWith(key + ": ", Assert.Single(Faults(json)));

    [Fact]
    public void Load_NotUtf8_NamesTheLineAndWhatToDo()
    {
        File.WriteAllBytes(Path.Combine(_folder.FullName, "settings.json"), [.. "{\n  \"Organisation\": { \"Name\": \"T"u8, 0xFC, .. "rk\" }\n}"u8]);
        Assert.Equal("settings.json line 2: holds text that is not UTF-8: save the file as UTF-8", Assert.Single(SettingsLoader.Load(Sources()).Faults.Select(Text)));
        Assert.StartsWith("settings.json line 1: holds text that is not UTF-8", Assert.Single(Faults("{ \"Organisation\": { \"Name\": \"\\ud800\" } }")));
    }

    [Fact]
    public void Load_KeyWrittenTwice_NamesBothLines()
    {
        var faults = Faults("{ \"Organisation\": { \"Name\": \"A\",\n \"name\": \"B\" }, \"Channels\": { \"desk\": { \"Connector\": \"hook\", \"Options\": { \"Host\": \"x\", \"Careful\": false } } } }");

        Assert.Equal(["Organisation:name: is written twice, first in settings.json line 1 (settings.json line 2)"], faults);
    }

    [Fact]
    public void Load_FileOrFolderMissing_SaysSo()
    {
        Assert.StartsWith("absent.json: there is no file ", Assert.Single(SettingsLoader.Load(Sources() with { File = Path.Combine(_folder.FullName, "absent.json") }).Faults.Select(Text)));
        Write("settings.json", """{ "Organisation": { "Name": "A" }, "Channels": { "desk": { "Connector": "hook", "Options": { "Host": "x", "Careful": false } } } }""");
        Assert.StartsWith("--secrets: there is no folder ", Assert.Single(SettingsLoader.Load(Sources() with { SecretsFolder = Path.Combine(_folder.FullName, "absent") }).Faults.Select(Text)));
    }

    [Fact]
    public void Load_NothingAtAll_SaysWhatIsMissing() =>
        Assert.Equal(["Channels: there is no channel; add at least one, such as \"web-form\": { \"Connector\": \"form\" }", "Organisation:Name: is missing"], Faults("{}").Select(fault => fault.Replace(" (settings.json line 1)", "")).Order(StringComparer.Ordinal));

    [Theory]
    [InlineData("""{ "Channels": "x" }""", "Channels")]
    [InlineData("""{ "Channels": [] }""", "Channels")]
    [InlineData("""{ "Http": "x" }""", "Http")]
    [InlineData("""{ "Http": { "Url": { "a": "b" } } }""", "Http:Url")]
    [InlineData("""{ "Channels": { "desk": "x" } }""", "Channels:desk")]
    [InlineData("""{ "Channels": { "desk": { "Connector": "hook", "Options": "x" } } }""", "Channels:desk:Options")]
    [InlineData("""{ "Channels": { "desk": { "Connector": "hook", "Options": { "Keys": "a" } } } }""", "Channels:desk:Options:Keys")]
    [InlineData("""{ "Channels": { "desk": { "Connector": "hook", "Options": { "Keys": { "a": "b" } } } } }""", "Channels:desk:Options:Keys:a")]
    [InlineData("""{ "Channels": { "desk": { "Connector": "hook", "Options": { "Folders": ["a"] } } } }""", "Channels:desk:Options:Folders:0")]
    [InlineData("""{ "a:b": 1 }""", "a:b")]
    [InlineData("""{ "Secrets": { "Foldr": "x" } }""", "Secrets:Foldr")]
    public void Load_WrongShape_NamesTheKey(string json, string key) =>
        Assert.Contains(SettingsLoader.Load(WithFile(json)).Faults, fault => fault.Key == key);

    [Fact]
    public void Load_OneKeyForTwoCallers_IsRefused() =>
        Assert.Equal(
            ["Api:Keys:desk: is the same key as crm's: each caller needs its own, or nobody can tell who changed what"],
            Faults("""
                { "Organisation": { "Name": "A" }, "Api": { "Keys": { "desk": "0123456789abcdef0123456789abcdef", "crm": "0123456789abcdef0123456789abcdef", "bi": "0123456789abcdef0123456789abcdeg" } },
                  "Channels": { "desk": { "Connector": "hook", "Options": { "Host": "x", "Careful": false } } } }
                """).Select(fault => fault.Replace(" (settings.json line 1)", "", StringComparison.Ordinal)));

    [Theory]
    [InlineData("https://c.example.az/complaints", true)]
    [InlineData("https://c.example.az/?from=mail", false)]
    [InlineData("https://c.example.az/#top", false)]
    public void Load_PublicUrl_MayHaveAPathAndNothingBehindIt(string url, bool isFine)
    {
        var json = $$"""{ "Organisation": { "Name": "A" }, "Http": { "PublicUrl": "{{url}}" }, "Channels": { "desk": { "Connector": "hook", "Options": { "Host": "x", "Careful": false } } } }""";

        Assert.Equal(isFine ? [] : ["Http:PublicUrl"], SettingsLoader.Load(WithFile(json)).Faults.Select(fault => fault.Key));
    }

    [Fact]
    public void Load_NumberBeyondWhatItsLimitsCanHold_IsOneFaultAmongTheOthers() =>
        Assert.Equal(
            ["Attachments:MaxBytes: must be between 1 and 2147483647 (settings.json line 1)", "Organisation:Name: is missing (settings.json line 1)"],
            Faults("""{ "Organisation": { }, "Attachments": { "MaxBytes": 3000000000 }, "Channels": { "desk": { "Connector": "hook", "Options": { "Host": "x", "Careful": false } } } }""").Order(StringComparer.Ordinal));

    [Fact]
    public void Run_LimitsOfASmallerType_AreNoReasonToThrow()
    {
        var faults = new SettingFaults();

        AnnotationCheck.Run(new SmallLimits { Bytes = 3_000_000_000 }, "", faults);

        Assert.Equal(["Bytes: must be between 1 and 100"], faults.Located(SettingNode.Root()).Select(Text));
    }

    /// <summary>Whether a channel sends is a matter of its options, not of its connector alone.</summary>
    [Fact]
    public void Load_ReplyThroughAChannelThatCannotSendAsItIsSet_IsRefused()
    {
        var faults = Faults("""
            {
              "Organisation": { "Name": "A" },
              "Channels": {
                "site": { "Connector": "hook", "ReplyThrough": "mute", "Options": { "Host": "x", "Careful": false } },
                "shop": { "Connector": "hook", "ReplyThrough": "bot", "Options": { "Host": "x", "Careful": false } },
                "mute": { "Connector": "chat", "SendsPerDay": 5, "Options": { "Host": "x", "Careful": false } },
                "bot": { "Connector": "chat", "SendsPerDay": 5, "Options": { "Host": "x", "Careful": false, "Callback": "https://bot.example/" } }
              }
            }
            """);

        Assert.Equal(
            [
                "Channels:mute:SendsPerDay: limits nothing: chat cannot send as its options are; set it at the channel that sends (settings.json line 6)",
                "Channels:site:ReplyThrough: names a channel of chat, which cannot send as its options are; those that can send are bot (settings.json line 4)",
            ],
            faults.Order(StringComparer.Ordinal));
    }

    private static string Text(SettingFault fault) => $"{fault.Key}: {fault.Message}";

    private LoadedSettings Loaded(string json)
    {
        var outcome = SettingsLoader.Load(WithFile(json));
        Assert.Empty(outcome.Faults);
        return outcome.Settings!;
    }

    private IEnumerable<string> Faults(string json)
    {
        var outcome = SettingsLoader.Load(WithFile(json));
        Assert.Null(outcome.Settings);
        return outcome.Faults.Select(Text);
    }

    private SettingsSources WithFile(string json)
    {
        Write("settings.json", json);
        return Sources();
    }

    private SettingsSources Sources() => new()
    {
        File = Path.Combine(_folder.FullName, "settings.json"),
        Connectors =
        [
            new FakeConnector("mail", ConnectorCapabilities.Source | ConnectorCapabilities.HoldsHistory),
            new FakeConnector("hook", ConnectorCapabilities.Receiver),
            new FakeConnector("out", ConnectorCapabilities.Sender),
            new FakeConnector("chat", ConnectorCapabilities.Sender) { OnCapabilities = options => options.Callback is null ? ConnectorCapabilities.None : ConnectorCapabilities.Sender },
        ],
    };

    private void Write(string name, string text)
    {
        var path = Path.Combine(_folder.FullName, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
    }

    private sealed record SmallLimits
    {
        [Range(1, 100)]
        public long Bytes { get; init; }
    }
}
