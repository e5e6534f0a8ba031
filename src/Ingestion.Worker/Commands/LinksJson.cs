using Ingestion.Worker.Storage;

namespace Ingestion.Worker.Commands;

/// <summary>A complaint's links for programs.</summary>
internal static class LinksJson
{
    /// <summary>UTF-8.</summary>
    public static byte[] Write(ComplaintView complaint) => RowJson.Write(complaint, static (json, content) =>
    {
        json.WriteStartObject();
        json.WriteString("trackingNumber", content.Own.Digits);
        if (content.AnswersWith is { } successor)
        {
            json.WriteString("answersWith", successor.Digits);
        }

        json.WriteStartArray("answersFor");
        foreach (var predecessor in content.AnswersFor)
        {
            json.WriteStringValue(predecessor.Digits);
        }

        json.WriteEndArray();
        json.WriteStartArray("links");
        foreach (var link in content.Links)
        {
            json.WriteStartObject();
            json.WriteString("trackingNumber", content.Number(link).Digits);
            json.WriteString("link", link.Kind);
            if (link.Score is { } score)
            {
                json.WriteNumber("score", score);
            }

            json.WritePropertyName("reasons");
            json.WriteRawValue(link.Reasons);
            json.WriteString("by", link.MadeBy);
            json.WriteString("madeAt", link.MadeAt);
            if (link.UndoneAt is { } undone)
            {
                json.WriteString("undoneAt", undone);
                json.WriteString("undoneBy", link.UndoneBy);
            }

            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    });
}
