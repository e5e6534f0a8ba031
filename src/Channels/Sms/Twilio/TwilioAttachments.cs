using System.Globalization;

namespace Ingestion.Channels.Sms.Twilio;

/// <summary>The media of a message, described.</summary>
internal static class TwilioAttachments
{
    /// <summary>Begins the key of media that the message does not name: <c>#0</c> is the first in Twilio's media list of the message.</summary>
    public const char NumberMark = '#';

    private const int MaxKey = 4000;
    private const int MaxType = 100;

    public static IReadOnlyList<AttachmentSummary> Of(TwilioFields fields, int most)
    {
        var count = int.TryParse(fields["NumMedia"], NumberStyles.None, CultureInfo.InvariantCulture, out var told) ? told : 0;
        if (count > most)
        {
            PlainText.Note(fields.Notes, "attachments-cut");
        }

        List<AttachmentSummary> attachments = [];
        for (var n = 0; n < most; n++)
        {
            var url = fields[string.Create(CultureInfo.InvariantCulture, $"MediaUrl{n}")];
            if (n >= count && url is null)
            {
                break;
            }

            var type = TypeOf(fields[string.Create(CultureInfo.InvariantCulture, $"MediaContentType{n}")]);
            attachments.Add(new AttachmentSummary(null, type, null)
            {
                Key = url is { Length: <= MaxKey } ? url : string.Create(CultureInfo.InvariantCulture, $"{NumberMark}{n}"),
            });
        }

        return attachments;
    }

    private static string TypeOf(string? told)
    {
        var type = told?.Split(';')[0].Trim().ToLowerInvariant();
        return type is { Length: > 2 and <= MaxType } && type.Contains('/', StringComparison.Ordinal) && type.All(letter => letter is > ' ' and <= '~')
            ? type
            : "application/octet-stream";
    }
}
