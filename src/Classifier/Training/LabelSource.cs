namespace Ingestion.Classifier.Training;

/// <summary>Who labelled a row, as written in <c>label_source</c>, and whose word counts more about one text.</summary>
internal static class LabelSource
{
    public const string Own = "own";
    public const string Reader = "ai_reader";

    /// <summary>Higher comes before lower.</summary>
    public static int Rank(string source) => source switch
    {
        Own => 5,
        Reader => 4,
        "human" => 3,
        "human?" or "human+rule" => 2,
        "distant" => 1,
        _ => 0,
    };
}
