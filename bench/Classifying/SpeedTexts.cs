using System.Text;
using Ingestion.Classifier;
using Ingestion.Classifier.Training;

namespace Ingestion.Bench.Classifying;

/// <summary>The texts that speed is measured with: our own ones, in four languages.</summary>
internal static class SpeedTexts
{
    public static string[] Read(string folder) =>
    [
        .. Directory.GetFiles(folder, "*.tsv").Order(StringComparer.Ordinal).SelectMany(file =>
        {
            using var reader = File.OpenText(file);
            return LabelledRows.Read(reader, file).Select(row => row.Text!.ReplaceLineEndings(" ")).ToList();
        }),
    ];

    /// <summary>Texts of one language joined and cut to a length.</summary>
    public static string[] OfLength(string[] rows, int length)
    {
        var found = new List<string>();
        var text = new StringBuilder();
        foreach (var row in rows)
        {
            text.Append(row).Append(' ');
            if (text.Length >= length)
            {
                found.Add(text.ToString(0, length));
                text.Clear();
            }
        }

        return [.. found];
    }

    /// <summary>Reads lines, classifies each and writes an answer for each, as `fasttext predict` does.</summary>
    public static void Answer(TextClassifier classifier, string file)
    {
        using var reader = File.OpenText(file);
        using var writer = new StreamWriter(Stream.Null);
        while (reader.ReadLine() is { } line)
        {
            writer.WriteLine(classifier.Classify(new ClassifierInput(line)).Kind);
        }
    }
}
