using System.CommandLine;
using System.Security.Cryptography;
using Ingestion.Worker.Corrections;
using Ingestion.Worker.Operations;
using Ingestion.Worker.Promises;

namespace Ingestion.Worker.Commands;

/// <summary><c>split</c>: a merge taken back, or messages that joined the wrong complaint.</summary>
internal static class SplitCommand
{
    public static Command Make(Terminal terminal, SettingsOptions options)
    {
        var number = NumberArgument.Make("number", "The complaint.");
        var messages = new Option<long[]>("--messages")
        {
            Description = "Messages to take out of it into a complaint of their own, with a new number; by their ids, which explain shows. Versions and attachments go with them.",
            HelpName = "ID",
            AllowMultipleArgumentsPerToken = true,
        };
        var command = new Command(
            "split", "Take back a merge: the complaint stands for itself again, with its own messages. With --messages: take messages out of a complaint.")
        {
            number, messages,
        };
        command.SetAction((parsed, cancellationToken) =>
        {
            var settings = options.Load(parsed).Worker;
            return Correction.RunAsync(
                terminal,
                settings,
                async (database, ids) =>
                {
                    var from = parsed.GetValue(number);
                    if (parsed.GetValue(messages) is not { Length: > 0 } named)
                    {
                        var successor = await new ComplaintMerging(database, ids, OperatorActions.Actor).SplitAsync(from, cancellationToken);
                        return $"{from.Format()} split from {successor.Format()}";
                    }

                    using var random = RandomNumberGenerator.Create();
                    var terms = PromiseTerms.Of(settings);
                    var opened = await new MessageSplitting(
                        database, ids, (at, kind, channel) => terms.AnswerBy(at, kind, settings.Channels.GetValueOrDefault(channel)?.AnswerWithin), random, OperatorActions.Actor)
                        .SplitAsync(from, named, cancellationToken);
                    return $"split off as {opened.Format()}; nobody has been told this number";
                },
                cancellationToken);
        });
        return command;
    }
}
