using System.CommandLine;
using System.Globalization;
using Ingestion.Worker.Attachments;
using Ingestion.Worker.Storage;

namespace Ingestion.Worker.Commands;

/// <summary><c>attachments</c>: what was attached to a complaint's messages, and copies of what is kept.</summary>
internal static class AttachmentsCommand
{
    public static Command Make(Terminal terminal, SettingsOptions options)
    {
        var what = new Argument<string>("what") { Description = "As for explain: a tracking number or a message's id.", HelpName = "tracking number | message id" };
        var save = new Option<string?>("--save") { Description = "Copy the kept files into this folder. Files that are there are never replaced.", HelpName = "DIR" };
        var command = new Command("attachments", "List what is attached to the messages of a complaint, with what became of it. Attachments come from strangers: open them with care.") { what, save };
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

            var lines = await database.ReadAsync(
                session => session.QueryAsync<AttachmentLine>(
                    $"{AttachmentLine.Select} WHERE {database.In("message_id", "@ids")} ORDER BY message_id, number", new { ids = database.List(messages) }),
                cancellationToken);
            foreach (var line in lines)
            {
                terminal.Out.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{line.Title}; {line.Standing}; saved as {SavedName.Of(line.MessageId, line.Number, line.FileName)}"));
            }

            if (lines.Count == 0)
            {
                terminal.Out.WriteLine("nothing is attached");
            }

            return parsed.GetValue(save) is { } folder ? Save(terminal, lines, new AttachmentStore(AttachmentFolder.Of(settings.Worker), 0, TimeProvider.System), folder) : ExitCode.Done;
        });
        return command;
    }

    private static int Save(Terminal terminal, List<AttachmentLine> lines, AttachmentStore store, string folder)
    {
        Directory.CreateDirectory(folder);
        var code = ExitCode.Done;
        foreach (var line in lines.Where(line => line.State == AttachmentState.Kept))
        {
            var name = SavedName.Of(line.MessageId, line.Number, line.FileName);
            try
            {
                // Never followed and never replaced: who can write to the folder could have put a link there.
                using var from = File.OpenRead(store.PathOf(line.Sha256!));
                using var to = new FileStream(Path.Combine(folder, name), FileMode.CreateNew, FileAccess.Write);
                from.CopyTo(to);
            }
            catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
            {
                terminal.Complain($"{name}: {fault.Message}");
                code = ExitCode.Failed;
            }
        }

        return code;
    }
}
