using Xunit;

namespace Ingestion.Worker.Tests.Architecture;

/// <summary>The architecture tests can fail: small offenders in this assembly are found.</summary>
public sealed class RulesTests : IDisposable
{
    private const string Root = "Ingestion.Worker.Tests.Architecture.Offenders";

    private readonly CompiledAssembly tests = new(typeof(RulesTests));

    [Theory]
    [InlineData("ByField")]
    [InlineData("ByProperty")]
    [InlineData("ByCall")]
    [InlineData("ByLambda")]
    [InlineData("ByAsync")]
    [InlineData("ByGenericArgument")]
    [InlineData("ByTypeof")]
    [InlineData("ByParameter")]
    public void BetweenRooms_ForbiddenUse_IsFoundHoweverItIsMade(string offender)
    {
        // As if the real room were meant: the offender's own namespace stands for its room.
        var uses = tests.Uses()
            .Where(use => use.FromNamespace == Root + ".Polling")
            .Select(use => use with { FromNamespace = House.Worker + ".Polling" });

        Assert.Contains(Rules.BetweenRooms(uses), broken => broken.Contains($".{offender} uses", StringComparison.Ordinal) && broken.StartsWith("Polling must not know Complaints", StringComparison.Ordinal));
    }

    [Fact]
    public void BetweenRooms_AllowedUse_IsNotFound() => Assert.DoesNotContain(
        Rules.BetweenRooms(tests.Uses(), Root), broken => broken.Contains("Innocent uses", StringComparison.Ordinal));

    [Fact]
    public void BetweenRooms_RoomThatIsNotInTheTable_IsFound() => Assert.Equal(
        ["the room NewRoom is not in the table"], Rules.BetweenRooms(tests.Uses().Where(use => use.FromNamespace == Root + ".NewRoom"), Root));

    [Fact]
    public void OfRoomsOutwards_ConnectorAndHttp_AreFound()
    {
        var broken = Rules.OfRoomsOutwards(tests.Uses(), Root);

        Assert.Contains(broken, line => line.Contains("ByConnector uses Ingestion.Channels.Email.Smtp.SmtpConnector", StringComparison.Ordinal));
        Assert.Contains(broken, line => line.Contains("ByHttp uses System.Net.Http.HttpMethod", StringComparison.Ordinal));
    }

    [Fact]
    public void OfTables_SqlOverTablesOfOthers_IsFound()
    {
        var broken = Rules.OfTables(tests.Texts(), tests.Uses(), Root);

        Assert.Equal(
            ["ByInsert names the table event", "BySql names the table attempt", "BySql names the table outbox"], broken.Select(line => line[(Root.Length + ".Polling.".Length)..]).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void OfChannels_OtherConnectorWorkerAndChild_AreFound()
    {
        var broken = Rules.OfChannels(tests.Uses().Where(use => use.FromNamespace.StartsWith(Root + ".Email", StringComparison.Ordinal)), new HashSet<string> { Root + ".Email.One", Root + ".Email.Two" }, Root);

        Assert.Equal(3, broken.Count);
        Assert.Contains(broken, line => line.Contains("OneConnector uses", StringComparison.Ordinal) && line.Contains("TwoConnector", StringComparison.Ordinal));
        Assert.Contains(broken, line => line.Contains("Shared uses", StringComparison.Ordinal) && line.Contains("OneConnector", StringComparison.Ordinal));
        Assert.Contains(broken, line => line.Contains("must not use ingestion-worker", StringComparison.Ordinal));
    }

    public void Dispose() => tests.Dispose();
}
