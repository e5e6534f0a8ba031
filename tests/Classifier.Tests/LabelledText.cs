namespace Classifier.Tests;

/// <summary>A line of <c>src/Classifier/Texts</c>; see docs/labelling.md.</summary>
internal sealed record LabelledText(string Id, string Channel, string[] Marks, string Kind, string Category, string Priority, string Text)
{
    public static IReadOnlyList<string> Languages { get; } = ["en", "tr", "az", "fa"];

    /// <summary>All of a language's texts. A line that has not seven columns is a fault of the file.</summary>
    public static IReadOnlyList<LabelledText> Read(string language)
    {
        var lines = File.ReadAllLines(Path.Combine(Root(), "src", "Classifier", "Texts", $"{language}.tsv"));
        if (lines[0] != "id\tchannel\tmarks\tkind\tcategory\tpriority\ttext")
        {
            throw new InvalidDataException($"{language}.tsv has another header");
        }

        return [.. lines[1..].Select(line => line.Split('\t') is [var id, var channel, var marks, var kind, var category, var priority, var text]
            ? new LabelledText(id, channel, marks.Split(' '), kind, category, priority, text)
            : throw new InvalidDataException($"{language}.tsv: not seven columns: {line}"))];
    }

    private static string Root()
    {
        var root = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(root.FullName, "IngestionWorker.sln")))
        {
            root = root.Parent ?? throw new InvalidOperationException("the tests do not run inside the repository");
        }

        return root.FullName;
    }
}
