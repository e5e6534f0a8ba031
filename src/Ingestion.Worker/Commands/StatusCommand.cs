using System.CommandLine;
using System.Globalization;
using Ingestion.Worker.Complaints;
using Ingestion.Worker.Corrections;
using Ingestion.Worker.Operations;

namespace Ingestion.Worker.Commands;

/// <summary><c>status</c>: how far a complaint is.</summary>
internal static class StatusCommand
{
    private const string Day = "yyyy-MM-dd";

    public static Command Make(Terminal terminal, SettingsOptions options)
    {
        var number = NumberArgument.Make("number", "The complaint.");
        var status = new Argument<string>("status") { Description = string.Join(", ", ComplaintStatuses.All) + ".", HelpName = "status" };
        status.AcceptOnlyFromAmong([.. ComplaintStatuses.All]);
        var expected = new Option<DateOnly?>("--expected")
        {
            Description = "The day on which an end is expected.",
            HelpName = "YYYY-MM-DD",
            CustomParser = result =>
            {
                if (DateOnly.TryParseExact(result.Tokens[0].Value, Day, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
                {
                    return day;
                }

                result.AddError($"'{result.Tokens[0].Value}' is no day: write it as 2026-03-21");
                return null;
            },
        };
        var command = new Command("status", "Say how far a complaint is. Systems downstream are told; the customer is not.") { number, status, expected };
        command.SetAction((parsed, cancellationToken) => Correction.RunAsync(
            terminal,
            options.Load(parsed).Worker,
            async (database, ids) =>
            {
                var (complaint, word, day) = (parsed.GetValue(number), parsed.GetValue(status)!, parsed.GetValue(expected));
                await new StatusChange(database, ids, OperatorActions.Actor).SetAsync(complaint, word, day, cancellationToken);
                return $"{complaint.Format()} is {word}" + (day is { } known ? ", an end is expected on " + known.ToString(Day, CultureInfo.InvariantCulture) : "");
            },
            cancellationToken));
        return command;
    }
}
