using System.CommandLine;
using System.Globalization;
using System.Text;
using Ingestion.Worker.Operations;
using Ingestion.Worker.Quarantine;
using Ingestion.Worker.Storage;

namespace Ingestion.Worker.Commands;

/// <summary><c>quarantine</c>: requests that observed channels refused, for an operator to decide on.</summary>
internal static class QuarantineCommand
{
    public static Command Make(Terminal terminal, SettingsOptions options)
    {
        var command = new Command("quarantine", "Webhook requests that were refused as not authentic while their channel was observed (ObserveUntil).");
        command.Subcommands.Add(List(terminal, options));
        command.Subcommands.Add(Show(terminal, options));
        command.Subcommands.Add(Release(terminal, options));
        command.Subcommands.Add(Discard(terminal, options));
        return command;
    }

    private static Command List(Terminal terminal, SettingsOptions options)
    {
        var channel = new Option<string?>("--channel") { Description = "Only this channel's.", HelpName = "NAME" };
        var limit = LimitOption.Make(100, "How many at most.");
        var command = new Command("list", "List what is held, the oldest first.") { channel, limit };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            await using var database = await OpenAsync(options.Load(parsed), readOnly: true, cancellationToken);
            var entries = await QuarantineRows.ListAsync(database, parsed.GetValue(channel)?.ToLowerInvariant(), parsed.GetValue(limit), cancellationToken);
            if (entries.Count == 0)
            {
                terminal.Out.WriteLine("there are none");
                return ExitCode.Done;
            }

            TextTable.Write(
                terminal.Out,
                ["id", "channel", "since", "times", "bytes", "reason"],
                entries.Select(entry => new[] { Number(entry.Id), entry.Channel, Moment(entry.ReceivedAt), Number(entry.Offers), Number(entry.Size), entry.Reason }));
            return ExitCode.Done;
        });
        return command;
    }

    private static Command Show(Terminal terminal, SettingsOptions options)
    {
        var id = new Argument<long>("id") { Description = "An id as listed." };
        var raw = new Option<bool>("--raw") { Description = "Show the body too: a customer's text, as it came." };
        var command = new Command("show", "Show one request: when, why and which headers. Never shows a header's secret.") { id, raw };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            await using var database = await OpenAsync(options.Load(parsed), readOnly: true, cancellationToken);
            if (await QuarantineRows.FindAsync(database, parsed.GetValue(id), cancellationToken) is not { } entry)
            {
                return Unknown(terminal, parsed.GetValue(id));
            }

            terminal.Out.WriteLine($"channel:   {entry.Channel}");
            terminal.Out.WriteLine($"state:     {entry.State}");
            terminal.Out.WriteLine($"reason:    {entry.Reason}");
            terminal.Out.WriteLine($"came:      {Number(entry.Offers)} times, first {Moment(entry.ReceivedAt)}, last {Moment(entry.LastAt)}");
            terminal.Out.WriteLine($"request:   {entry.Method} {VisibleText.Of(entry.Path)}");
            if (await QuarantineRows.ReadAsync(database, entry.Id, cancellationToken) is { } request)
            {
                terminal.Out.WriteLine($"body:      {Number(request.Body.Length)} bytes");
                foreach (var name in request.Headers.Names)
                {
                    terminal.Out.WriteLine($"header:    {name}: {Shown(name, request.Headers[name]!)}");
                }

                if (parsed.GetValue(raw))
                {
                    terminal.Out.WriteLine();
                    var body = Encoding.UTF8.GetString(request.Body);
                    terminal.Out.WriteLine(terminal.IsInteractive ? VisibleText.Of(body.ReplaceLineEndings("\n")) : body);
                }
            }

            return ExitCode.Done;
        });
        return command;
    }

    private static Command Release(Terminal terminal, SettingsOptions options)
    {
        var ids = new Argument<long[]>("id") { Description = "Ids as listed.", Arity = ArgumentArity.OneOrMore };
        var asGenuine = new Option<bool>("--as-genuine") { Description = "Take it although its signature is still wrong: you vouch for it." };
        var command = new Command("release", "Judge these again with the present keys; what is genuine now is accepted as if it came today.") { ids, asGenuine };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var settings = options.Load(parsed);
            await using var database = await OpenAsync(settings, readOnly: false, cancellationToken);
            await using var release = new QuarantineRelease(settings, database);
            var code = ExitCode.Done;
            foreach (var id in parsed.GetValue(ids)!)
            {
                var (done, text) = await release.RunAsync(id, parsed.GetValue(asGenuine), cancellationToken);
                if (done)
                {
                    terminal.Out.WriteLine($"{Number(id)} {text}");
                }
                else
                {
                    terminal.Complain($"{Number(id)} {text}");
                    code = ExitCode.Failed;
                }
            }

            return code;
        });
        return command;
    }

    private static Command Discard(Terminal terminal, SettingsOptions options)
    {
        var ids = new Argument<long[]>("id") { Description = "Ids as listed.", Arity = ArgumentArity.OneOrMore };
        var command = new Command("discard", "Delete what these hold; that they came stays on record.") { ids };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            await using var database = await OpenAsync(options.Load(parsed), readOnly: false, cancellationToken);
            var code = ExitCode.Done;
            foreach (var id in parsed.GetValue(ids)!)
            {
                if (await QuarantineRows.EndAsync(database, id, QuarantineEntry.Discarded, "discarded", OperatorActions.Actor, cancellationToken))
                {
                    terminal.Out.WriteLine($"{Number(id)} discarded");
                }
                else
                {
                    code = Unknown(terminal, id);
                }
            }

            return code;
        });
        return command;
    }

    private static async Task<Database> OpenAsync(Settings.LoadedSettings settings, bool readOnly, CancellationToken cancellationToken)
    {
        var database = Databases.Open(settings.Worker.Database, readOnly);
        try
        {
            await Migrator.EnsureCurrentAsync(database, cancellationToken);
            return database;
        }
        catch
        {
            await database.DisposeAsync();
            throw;
        }
    }

    private static int Unknown(Terminal terminal, long id)
    {
        terminal.Complain($"{Number(id)} is not in quarantine");
        return ExitCode.Failed;
    }

    /// <summary>A refused header may hold the right secret, when it was ours that was wrong.</summary>
    private static string Shown(string name, string value) =>
        name.Equals("Content-Type", StringComparison.OrdinalIgnoreCase) || name.Equals("Content-Length", StringComparison.OrdinalIgnoreCase)
        || name.Equals("User-Agent", StringComparison.OrdinalIgnoreCase)
            ? VisibleText.Of(value)
            : $"({Number(value.Length)} characters)";

    private static string Number(long number) => number.ToString(CultureInfo.InvariantCulture);

    private static string Moment(DateTimeOffset moment) => moment.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}
