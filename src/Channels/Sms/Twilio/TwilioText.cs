using System.Text;

namespace Ingestion.Channels.Sms.Twilio;

/// <summary>What a customer said, in words: the body, the button or list line they chose, the place they sent.</summary>
internal static class TwilioText
{
    private const int MaxCoordinate = 24;

    public static string Of(TwilioFields fields)
    {
        var text = new StringBuilder(fields["Body"]);
        if (string.IsNullOrWhiteSpace(fields["Body"]))
        {
            text.Clear();
            Add(text, fields["ButtonText"] ?? fields["ListTitle"]);
            Add(text, fields["ListDescription"]);
        }

        if (fields["Latitude"] is { } latitude && fields["Longitude"] is { } longitude)
        {
            Add(text, fields["Label"]);
            Add(text, fields["Address"]);
            Add(text, IsCoordinate(latitude) && IsCoordinate(longitude) ? $"{latitude}, {longitude}" : null);
        }

        return text.ToString();
    }

    private static void Add(StringBuilder text, string? line)
    {
        if (!string.IsNullOrWhiteSpace(line))
        {
            text.Append(text.Length > 0 ? "\n" : "").Append(line);
        }
    }

    private static bool IsCoordinate(string number) => number.Length <= MaxCoordinate && number.AsSpan().IndexOfAnyExcept("+-.0123456789") < 0;
}
