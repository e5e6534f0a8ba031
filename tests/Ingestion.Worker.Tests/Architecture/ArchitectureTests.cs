using Ingestion.Channels;
using Ingestion.Classifier;
using Ingestion.Worker.Storage;
using Xunit;

namespace Ingestion.Worker.Tests.Architecture;

/// <summary>The table of who may know whom, read from the compiled assemblies.</summary>
public sealed class ArchitectureTests
{
    [Fact]
    public void Mail_KnowsDotNetAndTheHtmlParserOnly()
    {
        using var mail = new CompiledAssembly(typeof(Ingestion.Mail.Mime.MimeMessage));

        Assert.DoesNotContain(mail.References, name => !Rules.IsDotNet(name) && name != "AngleSharp");
    }

    [Fact]
    public void RoomsOfMail_KnowWhatTheTableSays()
    {
        using var mail = new CompiledAssembly(typeof(Ingestion.Mail.Mime.MimeMessage));
        var uses = mail.Uses();
        var rooms = uses.Select(use => House.RoomOf(use.FromNamespace, "Ingestion.Mail")).OfType<string>().Where(room => room.Length > 0).ToHashSet(StringComparer.Ordinal);

        AssertWhole(Rules.BetweenRooms(uses, "Ingestion.Mail", House.MailRooms));
        Assert.Empty(House.MailRooms.Keys.Except(rooms));
    }

    [Fact]
    public void Classifier_KnowsDotNetOnlyAndHasNoClockAndNoNetwork()
    {
        using var classifier = new CompiledAssembly(typeof(IClassifier));

        Assert.DoesNotContain(classifier.References, name => !Rules.IsDotNet(name));
        Assert.DoesNotContain(
            classifier.Uses(),
            use => use.ToNamespace.StartsWith("System.Net", StringComparison.Ordinal) || use.To is "DateTime" or "DateTimeOffset" or "TimeProvider" or "Stopwatch" or "File" or "Directory");
    }

    [Fact]
    public void Channels_KnowWhatTheTableSays()
    {
        using var channels = new CompiledAssembly(typeof(IConnector));
        var connectors = ConnectorCatalog.All.Select(connector => connector.GetType().Namespace!).ToHashSet(StringComparer.Ordinal);

        Assert.True(connectors.Count >= 4);
        AssertWhole(Rules.OfChannels(channels.Uses(), connectors));
    }

    [Fact]
    public void Connectors_HaveANamespaceEach() =>
        Assert.Equal(ConnectorCatalog.All.Count, ConnectorCatalog.All.Select(connector => connector.GetType().Namespace).Distinct().Count());

    [Fact]
    public void Rooms_KnowWhatTheTableSays()
    {
        using var worker = new CompiledAssembly(typeof(Database));
        var uses = worker.Uses();

        Assert.True(uses.Count > 500, $"{uses.Count} uses found");
        AssertWhole(Rules.BetweenRooms(uses));
        AssertWhole(Rules.OfRoomsOutwards(uses));
    }

    [Fact]
    public void Rooms_NameNoTablesOfOthers()
    {
        using var worker = new CompiledAssembly(typeof(Database));
        var texts = worker.Texts().ToList();

        Assert.Contains(texts, text => text.Type == "InboxQueue" && text.Text.Contains("FROM inbox", StringComparison.Ordinal));
        AssertWhole(Rules.OfTables(texts, worker.Uses()));
    }

    [Fact]
    public void Table_HasNoCircle()
    {
        var left = House.Rooms.ToDictionary(room => room.Key, room => room.Value.ToHashSet(StringComparer.Ordinal), StringComparer.Ordinal);
        while (left.FirstOrDefault(room => room.Value.Count == 0).Key is { } free)
        {
            left.Remove(free);
            foreach (var others in left.Values)
            {
                others.Remove(free);
            }
        }

        Assert.Empty(left.Keys);
    }

    [Fact]
    public void Table_KnowsEveryTableOfTheSchema()
    {
        using var sql = new StreamReader(typeof(Database).Assembly.GetManifestResourceStream(
            typeof(Database).Assembly.GetManifestResourceNames().Single(name => name.EndsWith("Postgres.001_spine.sql", StringComparison.Ordinal)))!);
        var tables = sql.ReadToEnd().Split('\n').Where(line => line.StartsWith("CREATE TABLE ", StringComparison.Ordinal)).Select(line => line.Split(' ')[2]);

        Assert.Equal(House.Tables.Keys.Where(table => table != "schema_version").Order(StringComparer.Ordinal), tables.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Table_NamesOnlyRoomsThatAreThere()
    {
        using var worker = new CompiledAssembly(typeof(Database));
        var rooms = worker.Uses().Select(use => House.RoomOf(use.FromNamespace)).OfType<string>().ToHashSet(StringComparer.Ordinal);

        Assert.Empty(House.Rooms.Keys.Except(rooms));
    }

    /// <summary>Shows every broken rule, not the first few.</summary>
    private static void AssertWhole(IReadOnlyCollection<string> broken) => Assert.True(broken.Count == 0, string.Join('\n', broken));
}
