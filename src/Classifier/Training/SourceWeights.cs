using System.Globalization;

namespace Ingestion.Classifier.Training;

/// <summary>How much labels count, read from <c>Training/sources.tsv</c>, which says why.</summary>
internal sealed class SourceWeights
{
    private readonly List<(string Set, string Source, float[] Weights)> lines = [];

    private SourceWeights()
    {
        using var stream = typeof(SourceWeights).Assembly.GetManifestResourceStream("Training.sources.tsv")
            ?? throw new InvalidOperationException("no weights of sources");
        using var reader = new StreamReader(stream);
        while (reader.ReadLine() is { } line)
        {
            if (line.Length > 0 && line[0] != '#')
            {
                var cells = line.Split('\t');
                lines.Add((cells[0], cells[1], [.. cells[2..10].Select(cell => float.Parse(cell, CultureInfo.InvariantCulture))]));
            }
        }
    }

    public static SourceWeights Shared { get; } = new();

    /// <summary>Weights of kind, category, sentiment, urgency, the guess from the sentiment, spam, matter and grave.</summary>
    public ReadOnlySpan<float> Of(string set, string source)
    {
        foreach (var line in lines)
        {
            if ((line.Set == "*" || line.Set == set) && (line.Source == "*" || line.Source == source))
            {
                return line.Weights;
            }
        }

        return default;
    }

    /// <summary>False for a set that the model must not learn from at all.</summary>
    public bool MayTrain(string set) => !lines.Exists(line => line.Set == set && line.Source == "*" && Array.TrueForAll(line.Weights, weight => weight == 0));
}
