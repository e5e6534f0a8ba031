using System.CommandLine;
using System.CommandLine.Help;
using Ingestion.Channels;
using Ingestion.Worker.Settings;

namespace Ingestion.Worker.Commands;

/// <summary>The command line: what can be asked of this program.</summary>
internal static class CommandLine
{
    private const string About =
        """
        Accepts customers' messages from every channel, registers complaints under tracking numbers and answers automatically.

        Settings come from appsettings.json, then from environment variables that begin with INGESTION__ (INGESTION__Database__Store=postgres),
        then from a folder of secrets, one file for each key (Channels__support-mail__Options__Password).

        Exit codes: 0 done; 1 failed; 2 wrong command line; 3 wrong settings; 130 interrupted.
        """;

    public static async Task<int> InvokeAsync(string[] args, Terminal terminal, IReadOnlyList<IConnector>? connectors = null, CancellationToken cancellationToken = default)
    {
        var options = new SettingsOptions(connectors ?? ConnectorCatalog.All);
        var run = RunCommand.Make(terminal, options);
        var root = new RootCommand(About)
        {
            options.File,
            options.SecretsFolder,
            run,
            CheckCommand.Make(terminal, options),
            DemoCommand.Make(terminal),
            ChannelsCommand.Make(terminal, options),
            ExplainCommand.Make(terminal, options),
            ComplaintsCommand.Make(terminal, options),
            LabelCommand.Make(terminal, options),
            AttachmentsCommand.Make(terminal, options),
            PromisesCommand.Make(terminal, options),
            OutgoingCommand.Make(terminal, options),
            DeadLettersCommand.Make(terminal, options),
            OutboxCommand.Make(terminal, options),
            QuarantineCommand.Make(terminal, options),
            ContactsCommand.Make(terminal, options),
            LinksCommand.Make(terminal, options),
            LinkCommand.MakeLink(terminal, options),
            LinkCommand.MakeUnlink(terminal, options),
            MergeCommand.Make(terminal, options),
            SplitCommand.Make(terminal, options),
            StatusCommand.Make(terminal, options),
            ClustersCommand.Make(terminal, options),
            EraseCommand.Make(terminal, options),
            MigrateCommand.Make(terminal, options),
            SchemaCommand.Make(terminal, options),
            TemplatesCommand.Make(terminal, options),
            ClassifyCommand.Make(terminal),
            ClassifierCommand.Make(terminal, options),
        };
        root.Action = run.Action;

        var parsed = root.Parse(args);
        if (parsed.Errors.Count > 0 && parsed.Action is not HelpAction)
        {
            terminal.Complain(Wrong(parsed));
            return ExitCode.Usage;
        }

        // Help and version are actions of their options.
        if (ReferenceEquals(parsed.Action, parsed.CommandResult.Command.Action) && !UnicodeCheck.IsThere())
        {
            terminal.Complain(UnicodeCheck.Missing);
            return ExitCode.Settings;
        }

        return await Guard.RunAsync(
            terminal,
            () => parsed.InvokeAsync(
                new InvocationConfiguration
                {
                    Output = terminal.Out,
                    Error = terminal.Error,
                    EnableDefaultExceptionHandler = false,
                    // The host listens to signals itself, with its own time to finish; a second listener would cut it short.
                    ProcessTerminationTimeout = parsed.CommandResult.Command == run || parsed.CommandResult.Command == root ? null : TimeSpan.FromSeconds(2),
                },
                cancellationToken));
    }

    private static string Wrong(ParseResult parsed)
    {
        if (parsed.UnmatchedTokens is not [{ } word, ..])
        {
            return parsed.Errors[0].Message.TrimEnd('.') + "; see ingestion-worker --help";
        }

        var meant = Nearest.To(word, parsed.CommandResult.Command.Subcommands.Select(command => command.Name));
        return $"'{word}' is not understood here; " + (meant is null ? "see ingestion-worker --help" : $"did you mean {meant}?");
    }
}
