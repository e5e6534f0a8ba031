using System.CommandLine;
using System.Globalization;
using Ingestion.Classifier;
using Ingestion.Worker.Complaints;
using Ingestion.Worker.Storage;

namespace Ingestion.Worker.Commands;

/// <summary><c>complaints</c>: what waits, the most urgent first.</summary>
internal static class ComplaintsCommand
{
    public static Command Make(Terminal terminal, SettingsOptions options)
    {
        var command = new Command("complaints", "The complaints of the pool.");
        command.Subcommands.Add(List(terminal, options));
        return command;
    }

    private static Command List(Terminal terminal, SettingsOptions options)
    {
        string[] priorities = [.. Enum.GetValues<Priority>().Select(known => known.Word())];
        var review = new Option<bool>("--needs-review") { Description = "Only those that a person should look at: the classifier is unsure, or something could not be read." };
        var priority = new Option<string?>("--priority") { Description = $"Only this priority and above: {string.Join(", ", priorities)}.", HelpName = "PRIORITY" };
        priority.AcceptOnlyFromAmong(priorities);
        var all = new Option<bool>("--all") { Description = "Also those that are resolved, rejected, closed or merged into another." };
        var limit = LimitOption.Make(50, "How many at most.");
        var command = new Command("list", "List what waits, the most urgent first, older before newer. Shows no customer's text or address.") { review, priority, all, limit };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            await using var database = Databases.Open(options.Load(parsed).Worker.Database, readOnly: true);
            await Migrator.EnsureCurrentAsync(database, cancellationToken);
            var least = parsed.GetValue(priority) is { } word ? ClassificationWords.PriorityOf(word) : Priority.Low;
            var rows = await database.ReadAsync(
                session => WaitingComplaint.ListAsync(session, parsed.GetValue(review), least, parsed.GetValue(all), parsed.GetValue(limit)), cancellationToken);
            if (rows.Count == 0)
            {
                terminal.Out.WriteLine("there are none");
                return ExitCode.Done;
            }

            TextTable.Write(
                terminal.Out,
                ["number", "priority", "points", "kind", "category", "language", "status", "received", "review"],
                rows.Select(row => new[]
                {
                    Shown(row.TrackingNumber),
                    row.Priority,
                    row.PriorityScore.ToString(CultureInfo.InvariantCulture),
                    row.Kind,
                    row.Category,
                    row.Language,
                    row.MergedInto is { } successor ? "merged into " + Shown(successor) : row.Status,
                    row.ReceivedAt.UtcDateTime.ToString("yyyy-MM-dd HH:mm'Z'", CultureInfo.InvariantCulture),
                    row.NeedsReview ? "needs review" : "",
                }));
            return ExitCode.Done;
        });
        return command;
    }

    private static string Shown(string digits) => TrackingNumber.TryParse(digits, out var number) ? number.Format() : digits;
}
