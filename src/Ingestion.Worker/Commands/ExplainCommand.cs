using System.CommandLine;
using Ingestion.Worker.Storage;

namespace Ingestion.Worker.Commands;

/// <summary><c>explain</c>: how a message or complaint came to be what it is.</summary>
internal static class ExplainCommand
{
    public static Command Make(Terminal terminal, SettingsOptions options)
    {
        var what = new Argument<string>("what")
        {
            Description = "A tracking number (with or without dashes, in Latin, Persian or Arabic digits), a message's id here, a provider's id of it, or a mail's Message-ID.",
            HelpName = "tracking number | message id",
        };
        var command = new Command("explain", "Print what became of a message or complaint and why, as a timeline. Shows no customer's text or address.") { what };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var settings = options.Load(parsed);
            await using var database = Databases.Open(settings.Worker.Database, readOnly: true);
            await Migrator.EnsureCurrentAsync(database, cancellationToken);
            var asked = parsed.GetValue(what)!;
            var messages = await TimelineSearch.FindAsync(database, [.. settings.Worker.Channels.Keys], asked, cancellationToken);
            if (messages.Count == 0)
            {
                terminal.Complain($"nothing is known of {asked}");
                return ExitCode.Failed;
            }

            foreach (var entry in await Timeline.OfAsync(database, messages, cancellationToken))
            {
                terminal.Out.WriteLine(entry);
            }

            return ExitCode.Done;
        });
        return command;
    }
}
