using System.CommandLine;
using Ingestion.Worker.Corrections;
using Ingestion.Worker.Operations;

namespace Ingestion.Worker.Commands;

/// <summary><c>link</c> and <c>unlink</c>: whether two complaints are about one matter.</summary>
internal static class LinkCommand
{
    public static Command MakeLink(Terminal terminal, SettingsOptions options)
    {
        var first = NumberArgument.Make("first", "A complaint.");
        var second = NumberArgument.Make("second", "Another one.");
        var note = Correction.MakeNote();
        var command = new Command("link", "Say that two complaints are about one matter. Both stay; for one instead of two see merge.") { first, second, note };
        command.SetAction((parsed, cancellationToken) => Correction.RunAsync(
            terminal,
            options.Load(parsed).Worker,
            async (database, ids) =>
            {
                var (one, other) = (parsed.GetValue(first), parsed.GetValue(second));
                await new ComplaintLinking(database, ids, OperatorActions.Actor).LinkAsync(one, other, Correction.NoteOf(parsed, note), cancellationToken);
                return $"{one.Format()} and {other.Format()} linked";
            },
            cancellationToken));
        return command;
    }

    public static Command MakeUnlink(Terminal terminal, SettingsOptions options)
    {
        var first = NumberArgument.Make("first", "A complaint.");
        var second = NumberArgument.Make("second", "Another one.");
        var command = new Command("unlink", "Take back every link between two complaints, also those that the worker made. It makes none between the two again.") { first, second };
        command.SetAction((parsed, cancellationToken) => Correction.RunAsync(
            terminal,
            options.Load(parsed).Worker,
            async (database, ids) =>
            {
                var (one, other) = (parsed.GetValue(first), parsed.GetValue(second));
                await new ComplaintLinking(database, ids, OperatorActions.Actor).UnlinkAsync(one, other, cancellationToken);
                return $"{one.Format()} and {other.Format()} unlinked";
            },
            cancellationToken));
        return command;
    }
}
