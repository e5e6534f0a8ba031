using System.CommandLine;
using System.Globalization;
using System.Text;
using Ingestion.Worker.Complaints;
using Ingestion.Worker.Storage;

namespace Ingestion.Worker.Commands;

/// <summary><c>links</c>: what a complaint is to others, and who says so.</summary>
internal static class LinksCommand
{
    public static Command Make(Terminal terminal, SettingsOptions options)
    {
        var number = NumberArgument.Make("number", "The complaint.");
        var asJson = new Option<bool>("--json") { Description = "As one JSON object." };
        var command = new Command("links", "List the links of a complaint with their confidence and reasons, also those taken back, and what it is merged with.") { number, asJson };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            await using var database = Databases.Open(options.Load(parsed).Worker.Database, readOnly: true);
            await Migrator.EnsureCurrentAsync(database, cancellationToken);
            if (await ComplaintView.OfAsync(database, parsed.GetValue(number), cancellationToken) is not { } complaint)
            {
                terminal.Complain($"no complaint has the number {parsed.GetValue(number).Format()}");
                return ExitCode.Failed;
            }

            if (parsed.GetValue(asJson))
            {
                terminal.Out.WriteLine(Encoding.UTF8.GetString(LinksJson.Write(complaint)));
            }
            else
            {
                Tell(terminal, complaint);
            }

            return ExitCode.Done;
        });
        return command;
    }

    private static void Tell(Terminal terminal, ComplaintView complaint)
    {
        if (complaint.AnswersWith is { } successor)
        {
            terminal.Out.WriteLine($"answers with {successor.Format()}");
        }

        foreach (var predecessor in complaint.AnswersFor)
        {
            terminal.Out.WriteLine($"answers for {predecessor.Format()}");
        }

        if (complaint.Links.Count == 0)
        {
            terminal.Out.WriteLine("it has no links");
            return;
        }

        TextTable.Write(
            terminal.Out,
            ["complaint", "link", "score", "by", "since", "taken back", "reasons"],
            complaint.Links.Select(link => new[]
            {
                complaint.Number(link).Format(),
                link.Kind,
                link.Score?.ToString("0.0", CultureInfo.InvariantCulture) ?? "",
                link.MadeBy,
                Time(link.MadeAt),
                link.UndoneAt is { } at ? $"{Time(at)} {link.UndoneBy}" : "",
                LinkReasons.Line(link.Reasons),
            }));
    }

    private static string Time(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd HH:mm'Z'", CultureInfo.InvariantCulture);
}
