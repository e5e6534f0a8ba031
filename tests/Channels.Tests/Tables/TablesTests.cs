using System.Xml.Linq;

namespace Channels.Tests.Tables;

/// <summary>
/// Tables in the documents are those of the code. <c>ops/tables.sh</c> writes them: it has <c>TABLES_REPORT</c> name the report of a test run.
/// </summary>
public sealed class TablesTests
{
    private static readonly string? Report = Environment.GetEnvironmentVariable("TABLES_REPORT") is { Length: > 0 } file ? file : null;

    [Fact]
    public void Readme_Channels_AreThoseOfTheCatalogue()
    {
        var readme = new MarkedTable("README.md", "channels");
        if (Report is not null)
        {
            readme.Replace(ChannelTable.Write());
        }

        Assert.True(ChannelTable.Write() == readme.Read(), "README.md does not list the connectors of the catalogue; run ops/tables.sh");
    }

    [Fact]
    public void Docs_ContractCases_AreThoseOfTheTestsAndHavePassed()
    {
        var page = new MarkedTable(Path.Combine("docs", "channels.md"), "contract cases");
        if (Report is not null)
        {
            page.Replace(ConformanceTable.Write(XDocument.Load(Report)));
        }

        Assert.True(
            ConformanceTable.Write() == page.Read(), "docs/channels.md does not show the contract cases that the connectors run, all passed; run ops/tables.sh");
    }

    [Fact]
    public void ConformanceTable_RunWithoutACase_SaysThatItFails() => Assert.Contains("fails", ConformanceTable.Write(new XDocument(new XElement("assemblies"))));
}
