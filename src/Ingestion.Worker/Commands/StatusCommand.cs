using System.CommandLine;
using System.Globalization;
using Ingestion.Worker.Complaints;
using Ingestion.Worker.Corrections;
using Ingestion.Worker.Operations;
using Ingestion.Worker.Outbox;

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
        var text = new Option<string?>("--text") { Description = "What the customer is to read with it: the outcome, or what is asked. At most 1,000 characters.", HelpName = "TEXT" };
        var silent = new Option<bool>("--silent") { Description = "The customer is not told." };
        var command = new Command(
            "status",
            "Say how far a complaint is. Systems downstream are told, and so is the customer, where Notices:InformOf names the status or there is a text for the customer.") { number, status, expected, text, silent };
        command.SetAction((parsed, cancellationToken) =>
        {
            var settings = options.Load(parsed).Worker;
            var change = new NewStatus(parsed.GetValue(number), parsed.GetValue(status)!)
            {
                ExpectedOn = parsed.GetValue(expected),
                Text = parsed.GetValue(text)?.Trim() is { Length: > 0 } given ? given : null,
                IsSilent = parsed.GetValue(silent),
            };
            return Correction.RunAsync(
                terminal,
                settings,
                async (database, ids) =>
                {
                    var updates = new CustomerUpdates(await SignedMessageId.OfAsync(database, settings.Organisation.MailDomain, cancellationToken));
                    return Tell(change, await new StatusChange(database, ids, OperatorActions.Actor, settings.Notices, updates).SetAsync(change, cancellationToken));
                },
                cancellationToken);
        });
        return command;
    }

    private static string Tell(NewStatus change, UpdateOutcome outcome)
    {
        var day = change.ExpectedOn is { } known ? ", an end is expected on " + known.ToString(Day, CultureInfo.InvariantCulture) : "";
        var told = outcome.NotBecause is { } reason ? $"the customer is not told ({reason})" + (reason == UpdateRoute.AcknowledgementHeld ? "; is told after the acknowledgement when that is released (outbox release)" : "") : "the customer is told on " + string.Join(", ", outcome.Channels.Order(StringComparer.Ordinal));
        return $"{change.Number.Format()} is {change.Status}{day}; {told}";
    }
}
