using System.CommandLine;
using Ingestion.Classifier;
using Ingestion.Worker.Complaints;
using Ingestion.Worker.Corrections;
using Ingestion.Worker.Operations;
using Ingestion.Worker.Storage;

namespace Ingestion.Worker.Commands;

/// <summary><c>label</c>: what a person says that a complaint is.</summary>
internal static class LabelCommand
{
    private const int LongestName = 100;

    public static Command Make(Terminal terminal, SettingsOptions options)
    {
        string[] kinds = [.. Enum.GetValues<MessageKind>().Select(known => known.Word())];
        string[] categories = [.. Enum.GetValues<Category>().Select(known => known.Word())];
        var number = NumberArgument.Make("number", "The complaint.");
        var kind = new Option<string?>("--kind") { Description = string.Join(", ", kinds) + ".", HelpName = "KIND" };
        kind.AcceptOnlyFromAmong(kinds);
        var category = new Option<string?>("--category") { Description = string.Join(", ", categories) + ", or one of Classifier:Categories.", HelpName = "CATEGORY" };
        var by = new Option<string?>("--by") { Description = "Who says so, where it is not you.", HelpName = "WHO" };
        var command = new Command(
            "label",
            "Say what a complaint is, where the classifier was wrong or unsure. Changes the complaint, tells systems downstream, and is kept to train with (classifier export).")
        {
            number, kind, category, by,
        };
        command.SetAction((parsed, cancellationToken) =>
        {
            var settings = options.Load(parsed).Worker;
            var (saidKind, saidCategory) = (parsed.GetValue(kind), parsed.GetValue(category));
            if (saidKind is null && saidCategory is null)
            {
                terminal.Complain("name what it is: --kind, --category or both");
                return Task.FromResult(ExitCode.Usage);
            }

            if (saidCategory is not null && !categories.Contains(saidCategory, StringComparer.Ordinal) && !settings.Classifier.Categories.ContainsKey(saidCategory))
            {
                terminal.Complain($"'{saidCategory}' is no category; there are {string.Join(", ", categories.Concat(settings.Classifier.Categories.Keys).Distinct(StringComparer.Ordinal))}");
                return Task.FromResult(ExitCode.Usage);
            }

            return Correction.RunAsync(
                terminal,
                settings,
                async (database, ids) =>
                {
                    var complaint = parsed.GetValue(number);
                    var who = StorableText.Clean(parsed.GetValue(by), LongestName) is { Length: > 0 } named ? named : OperatorActions.Actor;
                    var before = await new Labelling(database, ids, OperatorActions.Actor).LabelAsync(complaint, saidKind, saidCategory, who, cancellationToken);
                    return $"{complaint.Format()}: {saidKind ?? before.Kind}, {saidCategory ?? before.Category} (was {before.Kind}, {before.Category})";
                },
                cancellationToken);
        });
        return command;
    }
}
