using System.ComponentModel.DataAnnotations;
using System.Reflection;
using Channels.Tests.Contracts;
using Ingestion.Channels;
using Ingestion.Channels.Chat.ServiceBus;
using Ingestion.Channels.Chat.Telegram;
using Ingestion.Channels.Chat.Webhook;
using Ingestion.Channels.Sms.Twilio;
using Microsoft.Extensions.Configuration;

namespace Channels.Tests;

/// <summary>Every connector is documented, has settings to start from, and runs the contracts of what it can do.</summary>
public sealed class ConnectorCatalogTests
{
    public static TheoryData<string> Names => [.. ConnectorCatalog.All.Select(connector => connector.Name)];

    [Fact]
    public void Catalog_Names_AreUniqueLowerCaseWords()
    {
        var names = ConnectorCatalog.All.Select(connector => connector.Name).ToArray();

        Assert.Equal(names.Length, names.Distinct(StringComparer.OrdinalIgnoreCase).Count());
        Assert.All(names, name => Assert.Matches("^[a-z][a-z0-9-]{0,30}$", name));
        Assert.All(names, name => Assert.Same(ConnectorCatalog.Find(name), ConnectorCatalog.Find(name.ToUpperInvariant())));
    }

    [Fact]
    public void Catalog_AllConnectorsOfTheAssembly_AreListed()
    {
        var made = typeof(IConnector).Assembly.GetTypes().Where(type => typeof(IConnector).IsAssignableFrom(type) && !type.IsAbstract);

        Assert.Equal(
            made.Select(type => type.FullName).Order(StringComparer.Ordinal),
            ConnectorCatalog.All.Select(connector => connector.GetType().FullName).Order(StringComparer.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Connector_Readme_TellsWhatOperatorsNeed(string name)
    {
        var readme = File.ReadAllText(Path.Combine(Folder(name), "README.md"));

        Assert.StartsWith($"# `{name}`", readme, StringComparison.Ordinal);
        Assert.All(Options(name).GetProperties(), option => Assert.Contains($"`{option.Name}`", readme, StringComparison.Ordinal));
        Assert.Matches("(?m)^## .*[Ww]hile we are down", readme);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Connector_SampleSettings_BindValidateAndOpen(string name)
    {
        var connector = ConnectorCatalog.Find(name)!;
        var settings = new ConfigurationBuilder().AddJsonFile(Path.Combine(Folder(name), "settings.example.json")).Build();
        var channel = Assert.Single(settings.GetRequiredSection("Channels").GetChildren());
        Assert.Equal(name, channel["Connector"]);
        Assert.Equal(connector.Capabilities.HasFlag(ConnectorCapabilities.HoldsHistory), channel["StartDate"] is not null);

        var options = channel.GetSection("Options").Get(connector.OptionsType, strict => strict.ErrorOnUnknownConfiguration = true)
            ?? Activator.CreateInstance(connector.OptionsType)!;
        List<ValidationResult> faults = [];
        Validator.TryValidateObject(options, new ValidationContext(options), faults, validateAllProperties: true);
        Assert.Empty(faults.Select(fault => fault.ErrorMessage));
        Assert.Empty(connector.Validate(options));

        var parts = connector.Open(TestSetup.For(channel.Key, options));
        AssertCan(connector.CapabilitiesOf(options), parts);
        Assert.Equal(parts.Source is not null || parts.Receiver is not null, parts.Reader is not null);
        Assert.NotNull(parts.Test);
    }

    /// <summary>Some of what a connector can do takes options: what a channel says of itself is what it has.</summary>
    [Fact]
    public void CapabilitiesOf_OptionsThatSwitchAWayOff_AreThePartsThatOpen()
    {
        var secret = "whsec_" + Convert.ToBase64String(new byte[32]);
        var channels = new (string Connector, object Options)[]
        {
            ("webhook", new WebhookOptions { Secrets = [secret] }),
            ("webhook", new WebhookOptions { Secrets = [secret], CallbackUrl = "https://bot.example/" }),
            ("telegram", new TelegramOptions { Token = "123456:" + new string('A', 35) }),
            ("telegram", new TelegramOptions { Token = "123456:" + new string('A', 35), SecretTokens = [new string('s', 32)] }),
            ("twilio", new TwilioOptions { AccountSid = "AC" + new string('0', 32), AuthTokens = [new string('0', 32)], From = "+15005550006", PublicUrl = "https://complaints.example/hooks/one", Poll = false }),
            ("twilio", new TwilioOptions { AccountSid = "AC" + new string('0', 32), AuthTokens = [new string('0', 32)], From = "+15005550006", PublicUrl = "https://complaints.example/hooks/one", Poll = true }),
            ("twilio", new TwilioOptions { AccountSid = "AC" + new string('0', 32), AuthTokens = [new string('0', 32)], PublicUrl = "https://complaints.example/hooks/one", Poll = false }),
            ("servicebus", new ServiceBusOptions { Endpoint = "https://contoso.servicebus.windows.net", Queue = "complaints", KeyName = "worker", Keys = ["key"] }),
            ("servicebus", new ServiceBusOptions { Endpoint = "https://contoso.servicebus.windows.net", Queue = "complaints", ReplyQueue = "replies", KeyName = "worker", Keys = ["key"] }),
        };
        foreach (var (name, options) in channels)
        {
            var connector = ConnectorCatalog.Find(name)!;
            AssertCan(connector.CapabilitiesOf(options), connector.Open(TestSetup.For("one", options)));
        }
    }

    private static void AssertCan(ConnectorCapabilities capabilities, ChannelParts parts)
    {
        Assert.Equal(capabilities.HasFlag(ConnectorCapabilities.Source), parts.Source is not null);
        Assert.Equal(capabilities.HasFlag(ConnectorCapabilities.Receiver), parts.Receiver is not null);
        Assert.Equal(capabilities.HasFlag(ConnectorCapabilities.Sender), parts.Sender is not null);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Connector_Contracts_AreSubclassed(string name)
    {
        var capabilities = ConnectorCatalog.Find(name)!.Capabilities;
        Type[] tests = [.. typeof(ConnectorCatalogTests).Assembly.GetTypes()
            .Where(type => !type.IsAbstract && type.GetCustomAttributes<ContractOfAttribute>().Any(mark => string.Equals(mark.Connector, name, StringComparison.Ordinal)))];

        AssertRuns<SourceContract>(ConnectorCapabilities.Source);
        AssertRuns<ReceiverContract>(ConnectorCapabilities.Receiver);
        AssertRuns<ReaderContract>(ConnectorCapabilities.Source | ConnectorCapabilities.Receiver);
        AssertRuns<SenderContract>(ConnectorCapabilities.Sender);
        Assert.True(
            !HasAttachments(name) || tests.Any(typeof(AttachmentContract).IsAssignableFrom), $"no class with [ContractOf(\"{name}\")] runs {nameof(AttachmentContract)}");

        void AssertRuns<TContract>(ConnectorCapabilities when) => Assert.True(
            (capabilities & when) == 0 || tests.Any(typeof(TContract).IsAssignableFrom),
            $"no class with [ContractOf(\"{name}\")] runs {typeof(TContract).Name}");
    }

    private static bool HasAttachments(string name)
    {
        var connector = ConnectorCatalog.Find(name)!;
        var options = new ConfigurationBuilder().AddJsonFile(Path.Combine(Folder(name), "settings.example.json")).Build()
            .GetRequiredSection("Channels").GetChildren().Single().GetSection("Options").Get(connector.OptionsType) ?? Activator.CreateInstance(connector.OptionsType)!;
        return connector.Open(TestSetup.For("one", options)).Attachments is not null;
    }

    private static Type Options(string name) => ConnectorCatalog.Find(name)!.OptionsType;

    /// <summary>The connector's folder, from its namespace: Ingestion.Channels.Chat.Webhook is src/Channels/Chat/Webhook.</summary>
    private static string Folder(string name)
    {
        var root = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(root.FullName, "IngestionWorker.sln")))
        {
            root = root.Parent ?? throw new InvalidOperationException("the tests do not run inside the repository");
        }

        var parts = ConnectorCatalog.Find(name)!.GetType().Namespace!.Split('.')[2..];
        return Path.Combine([root.FullName, "src", "Channels", .. parts]);
    }
}
