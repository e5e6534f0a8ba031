using System.CommandLine;
using Ingestion.Worker.Corrections;
using Ingestion.Worker.Settings;
using Ingestion.Worker.Storage;

namespace Ingestion.Worker.Commands;

/// <summary>The frame of a command that corrects complaints: its store, and what makes no sense as one line.</summary>
internal static class Correction
{
    /// <param name="terminal">Where it writes.</param>
    /// <param name="settings">The settings.</param>
    /// <param name="work">Corrects; returns the line that says what was done.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    public static async Task<int> RunAsync(Terminal terminal, WorkerSettings settings, Func<Database, IdBlock, Task<string>> work, CancellationToken cancellationToken)
    {
        await using var database = Databases.Open(settings.Database);
        await Migrator.EnsureCurrentAsync(database, cancellationToken);
        try
        {
            terminal.Out.WriteLine(await work(database, new IdBlock(database)));
            return ExitCode.Done;
        }
        catch (CorrectionRefusedException refused)
        {
            terminal.Complain(refused.Message);
            return ExitCode.Failed;
        }
    }

    public static Option<string?> MakeNote() => new("--reason") { Description = "Why, in a few words; kept with the link.", HelpName = "TEXT" };

    /// <summary>The operator's words as they are kept.</summary>
    public static string? NoteOf(ParseResult parsed, Option<string?> note) => StorableText.Clean(parsed.GetValue(note), 500);
}
