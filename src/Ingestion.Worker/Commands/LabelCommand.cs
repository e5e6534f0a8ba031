using System.CommandLine;
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
        var number = NumberArgument.Make("number", "The complaint.");
        var kind = new Option<string?>("--kind") { Description = string.Join(", ", LabelNames.Kinds) + ".", HelpName = "KIND" };
        kind.AcceptOnlyFromAmong([.. LabelNames.Kinds]);
        var category = new Option<string?>("--category") { Description = string.Join(", ", LabelNames.BuiltInCategories) + ", or one of Classifier:Categories.", HelpName = "CATEGORY" };
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

            if (saidCategory is not null && new LabelNames(settings.Classifier).CategoryFault(saidCategory) is { } fault)
            {
                terminal.Complain(fault);
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
