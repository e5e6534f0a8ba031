using System.Globalization;
using System.Text;
using Ingestion.Channels;

namespace Channels.Tests.Tables;

/// <summary>The README's table of connectors, from the catalogue.</summary>
internal static class ChannelTable
{
    public static string Write()
    {
        var table = new StringBuilder("| Connector | In | Out | What it is |\n| --- | --- | --- | --- |\n");
        foreach (var connector in ConnectorCatalog.All)
        {
            var place = string.Join('/', connector.GetType().Namespace!.Split('.')[2..]);
            table.Append(CultureInfo.InvariantCulture, $"| [`{connector.Name}`](src/Channels/{place}/README.md) | {In(connector.Capabilities)} | {Out(connector.Capabilities)} | {connector.Summary} |\n");
        }

        return table.ToString();
    }

    private static string In(ConnectorCapabilities capabilities) => (capabilities & (ConnectorCapabilities.Source | ConnectorCapabilities.Receiver)) switch
    {
        ConnectorCapabilities.Source => "polls",
        ConnectorCapabilities.Receiver => "takes requests",
        ConnectorCapabilities.None => "",
        _ => "polls, takes requests",
    };

    private static string Out(ConnectorCapabilities capabilities) => capabilities.HasFlag(ConnectorCapabilities.Sender) ? "sends" : "";
}
