using System.CommandLine;
using System.Globalization;
using Ingestion.Channels;
using Ingestion.Worker.Outbox;
using Ingestion.Worker.Settings;
using Ingestion.Worker.Storage;

namespace Ingestion.Worker.Commands;

/// <summary><c>channels</c>: what is configured and how it stands, and what could be.</summary>
internal static class ChannelsCommand
{
    public static Command Make(Terminal terminal, SettingsOptions options)
    {
        var connectors = new Option<bool>("--connectors") { Description = "List the connectors that this program knows instead; needs no settings." };
        var command = new Command("channels", "List the configured channels: connector, how messages come in, who answers, and when it last worked.") { connectors };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            if (parsed.GetValue(connectors))
            {
                Connectors(terminal, options.Connectors);
                return ExitCode.Done;
            }

            var settings = options.Load(parsed);
            var states = await StatesAsync(settings.Worker.Database, cancellationToken);
            var begun = await BegunTodayAsync(settings.Worker.Database, cancellationToken);
            TextTable.Write(
                terminal.Out,
                ["channel", "connector", "in", "answered by", "state"],
                settings.Channels.OrderBy(channel => channel.Name, StringComparer.Ordinal).Select(channel => Row(channel, states.GetValueOrDefault(channel.Name), begun.GetValueOrDefault(channel.Name))));
            return ExitCode.Done;
        });
        return command;
    }

    private static string[] Row(ConfiguredChannel channel, ChannelState? state, int begun) =>
    [
        channel.Name,
        channel.Connector.Name,
        string.Join(", ", Ways(channel)),
        channel.Settings.ReplyThrough ?? (channel.Connector.Capabilities.HasFlag(ConnectorCapabilities.Sender) ? channel.Name : "nobody"),
        !channel.Settings.Enabled ? "disabled" : string.Join("; ", States(channel, state, begun)),
    ];

    private static IEnumerable<string> States(ConfiguredChannel channel, ChannelState? state, int begun)
    {
        if (state is not null)
        {
            yield return state.Describe();
        }

        if (channel.Settings.SendsPerDay is { } most)
        {
            yield return string.Create(CultureInfo.InvariantCulture, $"{begun} of {most} sendings begun today (UTC){(begun >= most ? ", the others wait for tomorrow" : "")}");
        }
    }

    private static IEnumerable<string> Ways(ConfiguredChannel channel)
    {
        if (channel.Connector.Capabilities.HasFlag(ConnectorCapabilities.Source))
        {
            yield return string.Create(CultureInfo.InvariantCulture, $"polled every {channel.Settings.PollInterval.TotalSeconds:0.###} s");
        }

        if (channel.Connector.Capabilities.HasFlag(ConnectorCapabilities.Receiver))
        {
            yield return $"POST /hooks/{channel.Name}";
        }
    }

    private static void Connectors(Terminal terminal, IReadOnlyList<IConnector> connectors) =>
        TextTable.Write(
            terminal.Out,
            ["connector", "source", "receiver", "sender", "summary"],
            connectors.OrderBy(connector => connector.Name, StringComparer.Ordinal).Select(connector => new[]
            {
                connector.Name,
                Has(connector, ConnectorCapabilities.Source),
                Has(connector, ConnectorCapabilities.Receiver),
                Has(connector, ConnectorCapabilities.Sender),
                connector.Summary,
            }));

    private static string Has(IConnector connector, ConnectorCapabilities capability) => connector.Capabilities.HasFlag(capability) ? "yes" : "-";

    /// <summary>What the store remembers of each channel; empty when there is no store yet.</summary>
    private static async Task<Dictionary<string, ChannelState>> StatesAsync(DatabaseSettings settings, CancellationToken cancellationToken)
    {
        var rows = await RowsAsync<ChannelState>(settings, _ => "SELECT channel, last_success_at, last_error_at, last_error, failures FROM channel_state", cancellationToken);
        return rows.ToDictionary(row => row.Channel, StringComparer.OrdinalIgnoreCase);
    }

    private static async Task<Dictionary<string, int>> BegunTodayAsync(DatabaseSettings settings, CancellationToken cancellationToken)
    {
        var rows = await RowsAsync<(string Channel, int Begun)>(
            settings, database => $"SELECT channel, begun FROM sending_day WHERE day = {SendingBudget.Today(database)}", cancellationToken);
        return rows.ToDictionary(row => row.Channel, row => row.Begun, StringComparer.OrdinalIgnoreCase);
    }

    private static async Task<List<T>> RowsAsync<T>(DatabaseSettings settings, Func<Database, string> sql, CancellationToken cancellationToken)
    {
        if (settings.Store == "sqlite" && !File.Exists(settings.File))
        {
            return [];
        }

        await using var database = Databases.Open(settings, readOnly: true);
        await Migrator.EnsureCurrentAsync(database, cancellationToken);
        return await database.ReadAsync(session => session.QueryAsync<T>(sql(database)), cancellationToken);
    }
}
