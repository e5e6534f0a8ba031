using Ingestion.Worker.Storage;

namespace Ingestion.Worker.Commands;

/// <summary>A person for programs; points in part only.</summary>
internal static class PersonJson
{
    /// <summary>UTF-8.</summary>
    public static byte[] Write(PersonView person) => RowJson.Write(person, static (json, content) =>
    {
        json.WriteStartObject();
        json.WriteNumber("id", content.Id);
        json.WriteStartArray("points");
        foreach (var point in content.Points)
        {
            json.WriteStartObject();
            json.WriteNumber("contact", point.ContactId);
            json.WriteString("kind", point.Kind);
            json.WriteString("point", point.Point.Masked());
            if (point.OptedOutAt is { } since)
            {
                json.WriteString("optedOutAt", since);
            }

            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartArray("links");
        foreach (var link in content.Links)
        {
            json.WriteStartObject();
            json.WriteNumber("first", link.FirstContact);
            json.WriteNumber("second", link.SecondContact);
            json.WriteString("reason", link.Reason);
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
        json.WriteStartArray("trackingNumbers");
        foreach (var number in content.TrackingNumbers)
        {
            json.WriteStringValue(number);
        }

        json.WriteEndArray();
        json.WriteEndObject();
    });
}
