using System.CommandLine;
using System.Globalization;
using Ingestion.Classifier.Training;

namespace Ingestion.Worker.Commands;

/// <summary><c>classifier</c>: trains and measures models.</summary>
internal static class ClassifierCommand
{
    public static Command Make(Terminal terminal) => new("classifier", "Train a model of labelled texts and measure models. Takes no settings.")
    {
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
        var command = new Command("train", "Train a model. Takes minutes.") { files, target, seed, parts };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            if (parsed.GetValue(parts) is < 2 or > 10)
            {
                terminal.Complain("--parts is a number from 2 to 10");
                return ExitCode.Usage;
            }

            var training = new ModelTraining(ClassifierFiles.Rows(parsed.GetRequiredValue(files)), parsed.GetValue(seed), parsed.GetValue(parts));
            var model = await TrainingBar.ShowAsync(terminal, progress => training.Run(progress, cancellationToken));
            var file = parsed.GetRequiredValue(target);
            var part = file + ".part";
            await using (var stream = File.Create(part))
            {
                model.Write(stream);
            }

            File.Move(part, file, overwrite: true);
            terminal.Out.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{file}: {training.Count} texts, {new FileInfo(file).Length / 1e6:0.0} MB"));
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
            TextTable.Write(
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
            return ExitCode.Done;
        });
        return command;
    }

    private static Command Confusion(Terminal terminal)
    {
        var files = ClassifierFiles.RowsArgument();
        var model = ClassifierFiles.ModelOption();
        var task = new Option<string>("--task") { Description = "language, kind, category or sentiment.", DefaultValueFactory = _ => "kind" };
        task.AcceptOnlyFromAmong("language", "kind", "category", "sentiment");
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

    private static string[] Row(TaskFigures figures, int right) =>
    [
        figures.Labels[right],
        .. Enumerable.Range(0, figures.Labels.Count).Select(given => figures.Confusion[right, given].ToString(CultureInfo.InvariantCulture)),
    ];

    private static string Share(double value) => value.ToString("0.000", CultureInfo.InvariantCulture);
}
