using System.CommandLine;
using System.Globalization;
using Ingestion.Classifier;
using Ingestion.Classifier.Training;
using Ingestion.Worker.Storage;

namespace Ingestion.Worker.Commands;

/// <summary><c>classifier</c>: trains and measures models.</summary>
internal static class ClassifierCommand
{
    public static Command Make(Terminal terminal, SettingsOptions options) => new("classifier", "Train a model of labelled texts and measure models; only export takes settings.")
    {
        Export(terminal, options),
        Train(terminal),
        Evaluate(terminal),
        Confusion(terminal),
    };

    private static Command Train(Terminal terminal)
    {
        var files = ClassifierFiles.RowsArgument();
        var target = new Option<string>("--out") { Description = "Where the model is written.", HelpName = "FILE", Required = true };
        var seed = new Option<int>("--seed") { Description = "One seed and the same rows give the same model.", DefaultValueFactory = _ => 1 };
        var parts = new Option<int>("--parts") { Description = "How many parts are held out in turn to fit the confidences, 2 to 10.", DefaultValueFactory = _ => 3 };
        var old = new Option<string?>("--against") { Description = "The model that the new one has to beat on the rows of a pool that are held out. Default: the one built in.", HelpName = "FILE" };
        var anyway = new Option<bool>("--anyway") { Description = "Write the model also when it is not better, or nothing tells." };
        var command = new Command(
            "train",
            "Train a model. Takes minutes. Of rows that classifier export wrote, a fifth is held out, at least 30; the model is written only when it knows more of them than the old one.")
        {
            files, target, seed, parts, old, anyway,
        };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            if (parsed.GetValue(parts) is < 2 or > 10)
            {
                terminal.Complain("--parts is a number from 2 to 10");
                return ExitCode.Usage;
            }

            var trial = ModelTrial.Split(ClassifierFiles.Rows(parsed.GetRequiredValue(files)));
            if (trial.HeldOut.Count < ModelTrial.Fewest && !parsed.GetValue(anyway))
            {
                terminal.Complain(string.Create(
                    CultureInfo.InvariantCulture,
                    $"{trial.HeldOut.Count} rows of a pool would be held out, and {ModelTrial.Fewest} are needed to tell whether the model is better than the old one: add the rows that classifier export writes, or train it all the same with --anyway"));
                return ExitCode.Failed;
            }

            var training = new ModelTraining(trial.Training, parsed.GetValue(seed), parsed.GetValue(parts));
            var model = await TrainingBar.ShowAsync(terminal, progress => training.Run(progress, cancellationToken));
            if (trial.HeldOut.Count > 0 && !IsBetter(terminal, trial, new TextClassifier(model), ClassifierFiles.Classifier(parsed.GetValue(old))) && !parsed.GetValue(anyway))
            {
                terminal.Complain("the model is not written; --anyway writes it all the same");
                return ExitCode.Failed;
            }

            var file = parsed.GetRequiredValue(target);
            await WholeFile.WriteAsync(file, isPrivate: false, stream =>
            {
                model.Write(stream);
                return Task.FromResult(true);
            });
            Show(terminal, training.HeldOut);
            terminal.Out.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{file}: {training.Count} texts, {new FileInfo(file).Length / 1e6:0.0} MB"));
            return ExitCode.Done;
        });
        return command;
    }

    private static bool IsBetter(Terminal terminal, ModelTrial trial, TextClassifier made, TextClassifier old)
    {
        var (now, before) = (trial.Right(made), trial.Right(old));
        terminal.Out.WriteLine(string.Create(CultureInfo.InvariantCulture, $"right about kind and category of {trial.HeldOut.Count} rows held out: {now}, the old model {before}"));
        return now > before;
    }

    private static Command Export(Terminal terminal, SettingsOptions options)
    {
        var target = new Option<string>("--out") { Description = "Where the rows are written; readable by its owner only.", HelpName = "FILE", Required = true };
        var all = new Option<bool>("--all") { Description = "Also what nobody labelled, with empty labels to be filled in." };
        var command = new Command("export", "Write the pool's labelled complaints as rows to train with. They hold what customers wrote, with numbers of cards and persons masked.") { target, all };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            await using var database = Databases.Open(options.Load(parsed).Worker.Database, readOnly: true);
            await Migrator.EnsureCurrentAsync(database, cancellationToken);
            var file = parsed.GetRequiredValue(target);
            var count = await WholeFile.WriteAsync(file, isPrivate: true, async stream =>
            {
                await using var writer = new StreamWriter(stream);
                return await PoolExport.WriteAsync(database, writer, parsed.GetValue(all), cancellationToken);
            });
            terminal.Out.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{file}: {count} rows"));
            return ExitCode.Done;
        });
        return command;
    }

    private static Command Evaluate(Terminal terminal)
    {
        var files = ClassifierFiles.RowsArgument();
        var model = ClassifierFiles.ModelOption();
        var command = new Command("evaluate", "Measure a model on labelled rows, best such as it was not trained on.") { files, model };
        command.SetAction(parsed =>
        {
            var lines = ModelEvaluation.Run(ClassifierFiles.Classifier(parsed.GetValue(model)), ClassifierFiles.Rows(parsed.GetRequiredValue(files)));
            Show(terminal, lines);
            return ExitCode.Done;
        });
        return command;
    }

    private static Command Confusion(Terminal terminal)
    {
        var files = ClassifierFiles.RowsArgument();
        var model = ClassifierFiles.ModelOption();
        var task = new Option<string>("--task") { Description = "language, kind, category, sentiment, urgency, grave or priority.", DefaultValueFactory = _ => "kind" };
        task.AcceptOnlyFromAmong("language", "kind", "category", "sentiment", "urgency", "grave", "priority");
        var command = new Command("confusion", "Show which answers are given for which, per set and language: right answers down, given ones across.") { files, model, task };
        command.SetAction(parsed =>
        {
            var lines = ModelEvaluation.Run(ClassifierFiles.Classifier(parsed.GetValue(model)), ClassifierFiles.Rows(parsed.GetRequiredValue(files)));
            foreach (var line in lines.Where(line => line.Task == parsed.GetValue(task)))
            {
                terminal.Out.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{line.Set}, {line.Language}: {line.Figures.Count} rows, {line.Figures.Accuracy:0.000} right"));
                TextTable.Write(terminal.Out, ["", .. line.Figures.Labels], Enumerable.Range(0, line.Figures.Labels.Count).Select(right => Row(line.Figures, right)));
                terminal.Out.WriteLine();
            }

            return ExitCode.Done;
        });
        return command;
    }

    private static void Show(Terminal terminal, IEnumerable<EvaluationLine> lines) => TextTable.Write(
        terminal.Out,
        ["task", "set", "language", "rows", "accuracy", "macro-F1", "calibration error", "accuracy of the surest 80 %"],
        lines.Select(line => new[]
        {
            line.Task,
            line.Set,
            line.Language,
            line.Figures.Count.ToString(CultureInfo.InvariantCulture),
            Share(line.Figures.Accuracy),
            Share(line.Figures.MacroF1),
            Share(line.Figures.CalibrationError),
            Share(line.Figures.AccuracyOfMostConfident(0.8)),
        }));

    private static string[] Row(TaskFigures figures, int right) =>
    [
        figures.Labels[right],
        .. Enumerable.Range(0, figures.Labels.Count).Select(given => figures.Confusion[right, given].ToString(CultureInfo.InvariantCulture)),
    ];

    private static string Share(double value) => double.IsNaN(value) ? "-" : value.ToString("0.000", CultureInfo.InvariantCulture);
}
