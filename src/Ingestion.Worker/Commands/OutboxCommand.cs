using System.CommandLine;
using System.Globalization;
using Ingestion.Worker.Complaints;
using Ingestion.Worker.Deliveries;
using Ingestion.Worker.Operations;
using Ingestion.Worker.Outbox;
using Ingestion.Worker.Settings;
using Ingestion.Worker.Storage;

namespace Ingestion.Worker.Commands;

/// <summary><c>outbox</c>: acknowledgements that were held back, for an operator to decide on.</summary>
internal static class OutboxCommand
{
    private const int MostDecided = 100_000;

    public static Command Make(Terminal terminal, SettingsOptions options)
    {
        var command = new Command("outbox", "Acknowledgements that are held back because a machine, a stranger's name or a used-up budget was suspected.");
        command.Subcommands.Add(List(terminal, options));
        command.Subcommands.Add(Decide(terminal, options, "release", "Send these after all. They count in the hour's budget.", "released", HeldAnswers.ReleaseAsync));
        command.Subcommands.Add(Decide(terminal, options, "drop", "Never send these. Their complaints and the record of why stay.", "dropped", HeldAnswers.DropAsync));
        return command;
    }

    private static Command List(Terminal terminal, SettingsOptions options)
    {
        var held = new Option<bool>("--held") { Description = "Those held back; the only kind that can be listed, and the default." };
        var summary = new Option<bool>("--summary") { Description = "Only how many for each reason." };
        var (channel, reason) = Filters();
        var limit = LimitOption.Make(100, "How many at most.");
        var command = new Command("list", "List what is held, the longest held first.") { held, summary, channel, reason, limit };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var settings = options.Load(parsed);
            await using var database = Databases.Open(settings.Worker.Database, readOnly: true);
            await Migrator.EnsureCurrentAsync(database, cancellationToken);
            var wanted = parsed.GetValue(channel)?.ToLowerInvariant();
            if (!await IsKnownAsync(terminal, settings, database, wanted, cancellationToken))
            {
                return ExitCode.Failed;
            }

            var filter = new HeldFilter { Channel = wanted, Reason = parsed.GetValue(reason) };
            if (parsed.GetValue(summary))
            {
                var counts = await HeldAnswers.CountAsync(database, filter, cancellationToken);
                return Write(terminal, ["reason", "held"], [.. counts.Select(one => new[] { one.Reason, Number(one.Count) })]);
            }

            var answers = await HeldAnswers.ListAsync(database, filter, parsed.GetValue(limit), cancellationToken);
            return Write(
                terminal,
                ["id", "number", "channel", "language", "since", "due", "reason"],
                [.. answers.Select(answer => new[]
                {
                    Number(answer.Id),
                    TrackingNumber.TryParse(answer.TrackingNumber, out var number) ? number.Format() : answer.TrackingNumber,
                    answer.Channel,
                    answer.Language,
                    Moment(answer.CreatedAt),
                    Moment(answer.DueAt),
                    answer.Reason,
                })]);
        });
        return command;
    }

    private static Command Decide(
        Terminal terminal,
        SettingsOptions options,
        string name,
        string description,
        string done,
        Func<Database, IdBlock, HeldFilter, int, string, CancellationToken, Task<List<HeldAnswer>>> decide)
    {
        var ids = new Argument<long[]>("id") { Description = "Ids as listed. None: all that the options name.", Arity = ArgumentArity.ZeroOrMore };
        var held = new Option<bool>("--held") { Description = "All that are held, where no id is given; --channel and --reason narrow them." };
        var (channel, reason) = Filters();
        var command = new Command(name, description) { ids, held, channel, reason };
        command.Validators.Add(result =>
        {
            if (result.GetValue(ids) is { Length: > 0 } == (result.GetValue(held) || result.GetValue(channel) is not null || result.GetValue(reason) is not null))
            {
                result.AddError("Either ids or --held, --channel, --reason must be given");
            }
        });
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var settings = options.Load(parsed);
            await using var database = Databases.Open(settings.Worker.Database);
            await Migrator.EnsureCurrentAsync(database, cancellationToken);
            var wanted = parsed.GetValue(channel)?.ToLowerInvariant();
            if (!await IsKnownAsync(terminal, settings, database, wanted, cancellationToken))
            {
                return ExitCode.Failed;
            }

            var given = parsed.GetValue(ids)!;
            var filter = given.Length > 0
                ? new HeldFilter { Ids = given }
                : new HeldFilter { Channel = wanted, Reason = parsed.GetValue(reason) };
            var decided = await decide(database, new IdBlock(database), filter, given.Length > 0 ? given.Length : MostDecided, OperatorActions.Actor, cancellationToken);
            if (given.Length == 0)
            {
                terminal.Out.WriteLine($"{Number(decided.Count)} {done}");
                return ExitCode.Done;
            }

            var code = ExitCode.Done;
            foreach (var id in given)
            {
                if (decided.Exists(answer => answer.Id == id))
                {
                    terminal.Out.WriteLine($"{Number(id)} {done}");
                }
                else
                {
                    terminal.Complain($"{Number(id)} is not held");
                    code = ExitCode.Failed;
                }
            }

            return code;
        });
        return command;
    }

    private static (Option<string?> Channel, Option<string?> Reason) Filters()
    {
        var reason = new Option<string?>("--reason") { Description = "Only those held for this reason, as listed.", HelpName = "CODE" };
        reason.Validators.Add(result =>
        {
            if (result.Tokens is [{ Value: var code }] && !HeldReasons.IsKnown(code))
            {
                result.AddError($"'{code}' is no reason for which an answer is held; reasons are {HeldReasons.Listed}");
            }
        });
        return (new Option<string?>("--channel") { Description = "Only those that this channel sends.", HelpName = "NAME" }, reason);
    }

    /// <summary>A channel that was removed from the settings may have left answers behind.</summary>
    private static async Task<bool> IsKnownAsync(Terminal terminal, LoadedSettings settings, Database database, string? channel, CancellationToken cancellationToken)
    {
        if (channel is null)
        {
            return true;
        }

        var known = settings.Channels.Select(one => one.Name).Concat(await HeldAnswers.ChannelsAsync(database, cancellationToken)).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToList();
        if (known.Contains(channel, StringComparer.Ordinal))
        {
            return true;
        }

        terminal.Complain($"there is no channel {channel}; there are {string.Join(", ", known)}");
        return false;
    }

    private static int Write(Terminal terminal, string[] columns, IReadOnlyList<string[]> rows)
    {
        if (rows.Count == 0)
        {
            terminal.Out.WriteLine("there are none");
        }
        else
        {
            TextTable.Write(terminal.Out, columns, rows);
        }

        return ExitCode.Done;
    }

    private static string Number(long number) => number.ToString(CultureInfo.InvariantCulture);

    private static string Moment(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}
