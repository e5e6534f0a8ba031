using System.CommandLine;
using System.Globalization;
using Ingestion.Worker.Storage;

namespace Ingestion.Worker.Commands;

/// <summary><c>deadletters</c>: what was given up, for an operator to decide on.</summary>
internal static class DeadLettersCommand
{
    public static Command Make(Terminal terminal, SettingsOptions options)
    {
        var command = new Command("deadletters", "What was given up: messages that could not be decided, answers that could not be sent.");
        command.Subcommands.Add(List(terminal, options));
        command.Subcommands.Add(Decide(
            terminal, options, "retry", "Put these back: a message untried, an answer for one more attempt; one of uncertain fate may reach its customer twice.", "retried", DeadLetters.RetryAsync));
        command.Subcommands.Add(Decide(
            terminal, options, "discard", "Give these up for good. What was received and the record of it stay.", "discarded", DeadLetters.DiscardAsync));
        return command;
    }

    private static Command List(Terminal terminal, SettingsOptions options)
    {
        var limit = LimitOption.Make(100, "How many at most of each kind.");
        var command = new Command("list", "List them, the longest waiting first.") { limit };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            await using var database = Databases.Open(options.Load(parsed).Worker.Database, readOnly: true);
            await Migrator.EnsureCurrentAsync(database, cancellationToken);
            var letters = await DeadLetters.ListAsync(database, parsed.GetValue(limit), cancellationToken);
            if (letters.Count == 0)
            {
                terminal.Out.WriteLine("there are none");
                return ExitCode.Done;
            }

            TextTable.Write(
                terminal.Out,
                ["id", "what", "channel", "since", "tries", "reason"],
                letters.Select(letter => new[]
                {
                    letter.Id.ToString(CultureInfo.InvariantCulture),
                    letter.What,
                    letter.Channel,
                    letter.Since?.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss'Z'", CultureInfo.InvariantCulture) ?? "",
                    letter.Tries.ToString(CultureInfo.InvariantCulture),
                    letter.Reason ?? "",
                }));
            return ExitCode.Done;
        });
        return command;
    }

    private static Command Decide(
        Terminal terminal, SettingsOptions options, string name, string description, string done, Func<Database, long, CancellationToken, Task<bool>> decide)
    {
        var ids = new Argument<long[]>("id") { Description = "Ids as listed.", Arity = ArgumentArity.OneOrMore };
        var command = new Command(name, description) { ids };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            await using var database = Databases.Open(options.Load(parsed).Worker.Database);
            await Migrator.EnsureCurrentAsync(database, cancellationToken);
            var code = ExitCode.Done;
            foreach (var id in parsed.GetValue(ids)!)
            {
                if (await decide(database, id, cancellationToken))
                {
                    terminal.Out.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{id} {done}"));
                }
                else
                {
                    terminal.Complain(string.Create(CultureInfo.InvariantCulture, $"{id} is no dead letter"));
                    code = ExitCode.Failed;
                }
            }

            return code;
        });
        return command;
    }
}
