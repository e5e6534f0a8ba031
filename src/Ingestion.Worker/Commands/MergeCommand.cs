using System.CommandLine;
using Ingestion.Worker.Corrections;
using Ingestion.Worker.Operations;

namespace Ingestion.Worker.Commands;

/// <summary><c>merge</c>: two complaints become one.</summary>
internal static class MergeCommand
{
    public static Command Make(Terminal terminal, SettingsOptions options)
    {
        var merged = NumberArgument.Make("number", "The complaint that ends.");
        var into = NumberArgument.MakeOption("--into", "The complaint that goes on for both.");
        var note = Correction.MakeNote();
        var command = new Command(
            "merge", "Put a complaint into another. Its number stays good: whoever writes to it reaches the one that goes on. Taken back by split.")
        {
            merged, into, note,
        };
        command.SetAction((parsed, cancellationToken) => Correction.RunAsync(
            terminal,
            options.Load(parsed).Worker,
            async (database, ids) =>
            {
                var (one, other) = (parsed.GetValue(merged), parsed.GetValue(into));
                var last = await new ComplaintMerging(database, ids, OperatorActions.Actor).MergeAsync(one, other, Correction.NoteOf(parsed, note), cancellationToken);
                return $"{one.Format()} merged into {other.Format()}" + (last == other ? "" : $", which is merged itself: both answer with {last.Format()}");
            },
            cancellationToken));
        return command;
    }
}
