using System.CommandLine;
using System.Globalization;
using Ingestion.Classifier;
using Ingestion.Classifier.Models;
using Ingestion.Classifier.Training;
using Ingestion.Worker.Commands;

namespace Ingestion.Bench.Classifying;

/// <summary>
/// `classifier-rows`: trains our model on two thirds of the labelled rows, asks it about the rest and writes both for the references
/// (ops/classifier/compare.py): TASK.train.tsv with label and text, TASK.test.tsv with group, label, our answer, its confidence and text.
/// </summary>
internal static class RowsCommand
{
    private const int Parts = 3;

    /// <summary>Of what is trained on, in turn held out for the confidences: no multiple of <see cref="Parts"/>, so that they are alike.</summary>
    private const int InnerParts = 4;
    private const int LongestText = 1_200;

    public static Command Create()
    {
        var files = new Argument<string[]>("tsv") { Arity = ArgumentArity.OneOrMore, Description = "Labelled rows, as for `classifier train`." };
        var to = new Option<string>("--to") { Required = true, Description = "The folder for the rows." };
        var command = new Command("classifier-rows", "Trains on two thirds of the rows and writes the same rows for other classifiers.") { files, to };
        command.SetAction(parsed => Run(parsed.GetRequiredValue(files), parsed.GetRequiredValue(to)));
        return command;
    }

    private static void Run(string[] files, string folder)
    {
        var all = TrainingTexts.Merge(ClassifierFiles.Rows(files));
        var train = all.Where(text => SourceWeights.Shared.MayTrain(text.Set) && text.Fold % Parts != 0).ToList();
        var test = all.Where(text => !SourceWeights.Shared.MayTrain(text.Set) || text.Fold % Parts == 0).ToList();
        var model = new ModelTraining(train, seed: 1, InnerParts).Run();
        var classifier = new TextClassifier(model);
        AskedText Asked(string text) => AskedText.Ask(model, classifier, text);
        Directory.CreateDirectory(folder);
        foreach (var task in ComparedTask.All)
        {
            File.WriteAllLines(
                Path.Combine(folder, task.Name + ".train.tsv"),
                train.Select(text => (Label: task.Label(text), text.Text)).Where(row => row.Label is not null).Select(row => $"{row.Label}\t{OneLine(row.Text)}"));
            File.WriteAllLines(Path.Combine(folder, task.Name + ".test.tsv"), test.SelectMany(text => Ask(task, text, Asked)));
        }
    }

    private static IEnumerable<string> Ask(ComparedTask task, TrainingText text, Func<string, AskedText> ask)
    {
        if (task.Label(text) is not { } label || task.Group(text) is not { } group)
        {
            yield break;
        }

        yield return Ask(task, group, label, text.Text, ask);
        if (task.IsLanguage)
        {
            var words = text.Text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
            if (words.Length > 3)
            {
                yield return Ask(task, group + ", first three words", label, string.Join(' ', words, 0, 3), ask);
            }

            if (text.Language is CueLanguage.Turkish or CueLanguage.Azerbaijani && Variants.Plain(text.Text) is { } plain)
            {
                yield return Ask(task, group + ", tr and az typed in ASCII", label, plain, ask);
            }
        }
    }

    private static string Ask(ComparedTask task, string group, string label, string text, Func<string, AskedText> ask)
    {
        var (answer, confidence) = task.Answer(ask(text));
        return string.Create(CultureInfo.InvariantCulture, $"{group}\t{label}\t{answer}\t{confidence:0.0000}\t{OneLine(text)}");
    }

    private static string OneLine(string text) =>
        (text.Length > LongestText ? text[..LongestText] : text).Replace('\n', ' ').Replace('\r', ' ').Replace('\t', ' ').Replace('\u0085', ' ').Replace('\u2028', ' ');
}
