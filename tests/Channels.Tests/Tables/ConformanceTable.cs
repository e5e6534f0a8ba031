using System.Globalization;
using System.Reflection;
using System.Text;
using System.Xml.Linq;
using Channels.Tests.Contracts;
using Ingestion.Channels;

namespace Channels.Tests.Tables;

/// <summary>Which contract cases each connector runs, and how they ended.</summary>
internal static class ConformanceTable
{
    private const string Passes = "✓";
    private const string Fails = "**fails**";

    /// <summary>Every case of every connector as passed; what the committed table must say.</summary>
    public static string Write() => Write(Runs().Select(run => (run.Connector, run.Case)).Distinct().ToDictionary(key => key, _ => true));

    /// <summary>The same with the results of a test run; a case that the run has nothing of, or a failure of, fails.</summary>
    public static string Write(XDocument report)
    {
        var results = report.Descendants("test").ToLookup(
            test => ((string?)test.Attribute("type"), (string?)test.Attribute("method")), test => (string?)test.Attribute("result") == "Pass");
        return Write(Runs().GroupBy(run => (run.Connector, run.Case)).ToDictionary(
            group => group.Key,
            group => group.All(run => results[(run.Class, run.Method)] is var of && of.Any() && of.All(passed => passed))));
    }

    private static string Write(IReadOnlyDictionary<(string Connector, string Case), bool> results)
    {
        var cases = results.Keys.Select(key => key.Case).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToList();
        var table = new StringBuilder();
        table.Append(CultureInfo.InvariantCulture, $"| Connector | {string.Join(" | ", cases)} |\n| --- |{string.Concat(cases.Select(_ => " :-: |"))}\n");
        foreach (var connector in ConnectorCatalog.All)
        {
            var cells = cases.Select(name => results.TryGetValue((connector.Name, name), out var passed) ? passed ? Passes : Fails : "");
            table.Append(CultureInfo.InvariantCulture, $"| `{connector.Name}` | {string.Join(" | ", cells)} |\n");
        }

        return table.ToString();
    }

    /// <summary>Each test of a contract that runs for a connector.</summary>
    private static IEnumerable<(string Connector, string Case, string Class, string Method)> Runs() =>
        (from type in typeof(ConformanceTable).Assembly.GetTypes()
         where !type.IsAbstract
         from mark in type.GetCustomAttributes<ContractOfAttribute>()
         from method in type.GetMethods(BindingFlags.Public | BindingFlags.Instance)
         from trait in method.GetCustomAttributes<TraitAttribute>(inherit: true)
         where trait.Name == "Conformance"
         select (mark.Connector, trait.Value, type.FullName!, method.Name)).Distinct();
}
