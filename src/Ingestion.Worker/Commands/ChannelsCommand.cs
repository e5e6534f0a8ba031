using System.CommandLine;
using System.Globalization;
using System.Text;
using Ingestion.Channels;
using Ingestion.Worker.Health;

namespace Ingestion.Worker.Commands;

/// <summary><c>channels</c>: what is configured and how it stands, and what could be.</summary>
internal static class ChannelsCommand
{
    public static Command Make(Terminal terminal, SettingsOptions options)
    {
        var name = new Argument<string?>("name") { Description = "Tell everything about this channel.", Arity = ArgumentArity.ZeroOrOne };
        var connectors = new Option<bool>("--connectors") { Description = "List the connectors that this program knows instead; needs no settings." };
        var json = new Option<bool>("--json") { Description = "Write JSON instead of tables." };
        var command = new Command("channels", "Show how the configured channels stand: when they last worked, what is the matter, what waits.") { name, connectors, json };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            if (parsed.GetValue(connectors))
            {
                (parsed.GetValue(json) ? (Action<Terminal, IReadOnlyList<IConnector>>)ConnectorsJson : Connectors)(terminal, options.Connectors);
                return ExitCode.Done;
            }

            var (channels, problems) = await ChannelOverviews.ReadAsync(options.Load(parsed), cancellationToken);
            if (parsed.GetValue(name) is { } wanted)
            {
                channels = [.. channels.Where(channel => string.Equals(channel.Channel.Name, wanted, StringComparison.OrdinalIgnoreCase))];
                if (channels.Count == 0)
                {
                    terminal.Complain($"there is no channel {wanted}");
                    return ExitCode.Failed;
                }
            }

            if (parsed.GetValue(json))
            {
                Json(terminal, channels, problems);
            }
            else if (parsed.GetValue(name) is not null)
            {
                Detail(terminal, channels[0]);
            }
            else
            {
                Table(terminal, channels, problems);
            }

            return ExitCode.Done;
        });
        return command;
    }

    private static void Table(Terminal terminal, IReadOnlyList<ChannelOverview> channels, IReadOnlyList<string> problems)
    {
        TextTable.Write(
            terminal.Out,
            ["channel", "connector", "in", "answered by", "last message", "waiting", "state"],
            channels.Select(channel => new[]
            {
                channel.Channel.Name,
                channel.Channel.Connector.Name,
                string.Join(", ", channel.Ways()),
                channel.AnsweredBy,
                Moment(channel.Standing?.Record.LastMessageAt),
                Number(channel.Waiting),
                string.Join("; ", channel.Notes().Prepend(channel.State)),
            }));
        foreach (var problem in problems)
        {
            terminal.Out.WriteLine($"settings on disk are not in force: {problem}");
        }
    }

    private static void Detail(Terminal terminal, ChannelOverview channel)
    {
        var record = channel.Standing?.Record ?? new ChannelRecord();
        Line("channel", channel.Channel.Name);
        Line("connector", $"{channel.Channel.Connector.Name}: {channel.Channel.Connector.Summary}");
        Line("in", string.Join(", ", channel.Ways()));
        Line("answered by", channel.AnsweredBy);
        Line("state", channel.State);
        foreach (var note in channel.Notes())
        {
            Line("", note);
        }

        Line("last message", Moment(record.LastMessageAt));
        if (channel.Can(ConnectorCapabilities.Source))
        {
            Line("last good poll", Moment(record.LastSuccessAt));
            Line("last failed poll", Fault(record.LastErrorAt, record.LastError, record.Failures));
            Line("next poll", Moment(record.PausedUntil));
        }

        if (channel.Can(ConnectorCapabilities.Sender))
        {
            Line("last sent", Moment(record.LastSentAt));
            Line("last not sent", Fault(record.SendErrorAt, record.SendError, record.SendFailures));
            Line("sends again", Moment(record.SendPausedUntil));
            Line("waiting", Number(channel.Waiting));
            Line("refused in 7 days", string.Join(", ", channel.RefusedAnswers.Select(answer => $"{Number(answer.Count)} {answer.Reason}")));
        }

        Line("credentials", record.Credentials is { } life ? CredentialWords.Tell(life, TimeProvider.System.GetUtcNow()) : "");
        Line("refused today", Number(channel.RefusedToday));
        Line("in quarantine", Number(channel.Quarantined));

        void Line(string what, string text)
        {
            if (text.Length > 0)
            {
                terminal.Out.WriteLine($"{what,-18}{text}");
            }
        }
    }

    private static void Json(Terminal terminal, IReadOnlyList<ChannelOverview> channels, IReadOnlyList<string> problems) =>
        terminal.Out.Write(Encoding.UTF8.GetString(HealthJson.Write(json =>
        {
            json.WriteStartObject();
            HealthJson.Lines(json, "settings", problems);
            json.WriteStartArray("channels");
            foreach (var channel in channels)
            {
                json.WriteStartObject();
                HealthJson.Standing(json, channel.Standing ?? new ChannelStanding(channel.Channel.Name, new ChannelRecord(), []), channel.State);
                json.WriteString("connector", channel.Channel.Connector.Name);
                json.WriteString("answeredBy", channel.AnsweredBy);
                json.WriteNumber("waiting", channel.Waiting);
                json.WriteStartObject("refusedAnswers");
                foreach (var (reason, count) in channel.RefusedAnswers)
                {
                    json.WriteNumber(reason, count);
                }

                json.WriteEndObject();
                json.WriteNumber("refusedToday", channel.RefusedToday);
                json.WriteNumber("quarantined", channel.Quarantined);
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteEndObject();
        })));

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

    private static void ConnectorsJson(Terminal terminal, IReadOnlyList<IConnector> connectors) =>
        terminal.Out.Write(Encoding.UTF8.GetString(HealthJson.Write(json =>
        {
            json.WriteStartObject();
            json.WriteStartArray("connectors");
            foreach (var connector in connectors.OrderBy(connector => connector.Name, StringComparer.Ordinal))
            {
                json.WriteStartObject();
                json.WriteString("connector", connector.Name);
                json.WriteBoolean("source", connector.Capabilities.HasFlag(ConnectorCapabilities.Source));
                json.WriteBoolean("receiver", connector.Capabilities.HasFlag(ConnectorCapabilities.Receiver));
                json.WriteBoolean("sender", connector.Capabilities.HasFlag(ConnectorCapabilities.Sender));
                json.WriteString("summary", connector.Summary);
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteEndObject();
        })));

    private static string Has(IConnector connector, ConnectorCapabilities capability) => connector.Capabilities.HasFlag(capability) ? "yes" : "-";

    private static string Fault(DateTimeOffset? at, string? code, int times) => at is null
        ? ""
        : string.Create(CultureInfo.InvariantCulture, $"{Moment(at)}, {code}{(times > 0 ? $", {times} times in a row" : ", healed since")}");

    private static string Number(long number) => number.ToString(CultureInfo.InvariantCulture);

    private static string Moment(DateTimeOffset? moment) => moment?.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss'Z'", CultureInfo.InvariantCulture) ?? "";
}
