using System.CommandLine;
using Ingestion.Classifier;
using Ingestion.Classifier.Models;
using Ingestion.Classifier.Training;

namespace Ingestion.Worker.Commands;

/// <summary>What the commands about the classifier read.</summary>
internal static class ClassifierFiles
{
    public static Option<string?> ModelOption() => new("--model")
    {
        Description = "A model file, as written by classifier train. Default: the one built in.",
        HelpName = "FILE",
    };

    public static Argument<string[]> RowsArgument() => new("tsv")
    {
        Description = "Labelled rows: tab-separated, a header line with the columns id, lang, text, kind, category, sentiment, urgency, priority (0 to 3; instead of urgency, too), label_source (docs/models/classifier.md). A file without text gives labels by id.",
        Arity = ArgumentArity.OneOrMore,
    };

    /// <exception cref="InvalidDataException">The file is no model.</exception>
    public static TextClassifier Classifier(string? model)
    {
        if (model is null)
        {
            return new TextClassifier();
        }

        using var stream = File.OpenRead(model);
        try
        {
            return new TextClassifier(ClassifierModel.Read(stream));
        }
        catch (InvalidDataException fault)
        {
            throw new InvalidDataException($"{model}: {fault.Message}", fault);
        }
    }

    public static IEnumerable<LabelledRow> Rows(IEnumerable<string> files)
    {
        foreach (var file in files)
        {
            using var reader = File.OpenText(file);
            foreach (var row in LabelledRows.Read(reader, file))
            {
                yield return row;
            }
        }
    }
}
