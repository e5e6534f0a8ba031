using System.Text.Json;
using Ingestion.Classifier;
using Ingestion.Worker.Storage;

namespace Ingestion.Worker.Complaints;

/// <summary>
/// What the classifier made of one message, as readers of the pool get it: words of the pool, confidences and scores in percent, the categories with
/// the likeliest first. The reasons stand in the ledger.
/// </summary>
internal static class ClassificationJson
{
    /// <summary>UTF-8.</summary>
    public static byte[] Write(Classification classification) => RowJson.Write(classification, static (json, content) =>
    {
        json.WriteStartObject();
        json.WriteString("language", content.Language);
        json.WriteNumber("languageConfidence", Percent(content.LanguageConfidence));
        json.WriteString("kind", content.Kind.Word());
        json.WriteNumber("kindConfidence", Percent(content.KindConfidence));
        json.WriteStartArray("categories");
        foreach (var (name, score) in content.Categories)
        {
            json.WriteStartObject();
            json.WriteString("category", name);
            json.WriteNumber("score", Percent(score));
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteString("sentiment", content.Sentiment.Word());
        json.WriteNumber("sentimentConfidence", Percent(content.SentimentConfidence));
        json.WriteString("priority", content.Priority.Word());
        json.WriteNumber("priorityScore", content.PriorityScore);
        json.WriteBoolean("needsReview", content.NeedsReview);
        json.WriteEndObject();
    });

    private static int Percent(float confidence) => (int)MathF.Round(confidence * 100);
}
