using System.Globalization;
using Ingestion.Mail.Mime;

namespace Ingestion.Mail.Reports;

/// <summary>An invitation or an answer to one (iTIP over mail, RFC 5546, 6047): the first event, task or free-busy answer of a calendar part.</summary>
public sealed record CalendarFacts
{
    private const int MostBytes = 1024 * 1024;
    private const int MostAttendees = 200;
    private const int DeepestLooked = 4;

    public CalendarMethod Method { get; init; }

    /// <summary>The event's id, the same in invitation and answers; or null.</summary>
    public string? Uid { get; init; }

    /// <summary>How often the event was changed.</summary>
    public int Sequence { get; init; }

    public MailAddress? Organizer { get; init; }

    /// <summary>In a reply: who answers, and what.</summary>
    public IReadOnlyList<CalendarAttendee> Attendees { get; init; } = [];

    public string? Summary { get; init; }

    /// <summary>What the answering person wrote along, or null.</summary>
    public string? Comment { get; init; }

    /// <summary>Start as written (<c>20261122T100000Z</c>), or null; times without Z are of a zone that only the whole part tells.</summary>
    public string? StartText { get; init; }

    /// <summary>Whether the part is a file that hangs on the message and not the message's own matter.</summary>
    public bool IsAttachment { get; init; }

    /// <summary>Reads the first calendar part, the message's own before attached ones; null when there is none.</summary>
    public static CalendarFacts? Of(MimeMessage message) => Find(message.Root, 0) is { } part ? Read(part) : null;

    private static MimePart? Find(MimePart part, int depth)
    {
        if (part.MediaType is "text/calendar" or "application/ics")
        {
            return part;
        }

        MimePart? attached = null;
        foreach (var child in depth < DeepestLooked && part.IsMultipart ? part.Parts : [])
        {
            if (Find(child, depth + 1) is not { } found)
            {
                continue;
            }

            if (!IsFile(found))
            {
                return found;
            }

            attached ??= found;
        }

        return attached;
    }

    private static bool IsFile(MimePart part) => part.Disposition == "attachment" || part.MediaType == "application/ics";

    private static CalendarFacts Read(MimePart part)
    {
        var body = part.Decode(MostBytes, out _);
        var lines = new CalendarLines(MailCharset.Decode(body.Span, part.Charset ?? "utf-8", out _));
        var facts = new CalendarFacts { Method = MethodOf(part.Parameter("method")), IsAttachment = IsFile(part) };
        var attendees = new List<CalendarAttendee>();
        var depth = 0;
        var entries = 0;
        while (lines.Next())
        {
            if (lines.Is("BEGIN"))
            {
                depth++;
                entries += lines.Value is "VEVENT" or "VTODO" or "VFREEBUSY" or "VJOURNAL" ? 1 : 0;
            }
            else if (lines.Is("END"))
            {
                depth--;
            }
            else if (lines.Is("METHOD") && depth <= 1)
            {
                facts = facts with { Method = MethodOf(lines.Value) };
            }
            else if (depth == 2 && entries == 1)
            {
                facts = With(facts, lines, attendees);
            }
        }

        return facts with { Attendees = attendees };
    }

    private static CalendarFacts With(CalendarFacts facts, CalendarLines lines, List<CalendarAttendee> attendees)
    {
        switch (lines.Name)
        {
            case "ATTENDEE" when attendees.Count < MostAttendees:
                attendees.Add(new CalendarAttendee(AddressOf(lines.Value), AnswerOf(lines.Parameter("PARTSTAT"))));
                return facts;
            case "ORGANIZER":
                return facts with { Organizer = AddressOf(lines.Value) };
            case "UID":
                return facts with { Uid = lines.Value };
            case "SEQUENCE" when int.TryParse(lines.Value, NumberStyles.None, CultureInfo.InvariantCulture, out var sequence):
                return facts with { Sequence = sequence };
            case "SUMMARY":
                return facts with { Summary = CalendarLines.Unescape(lines.Value) };
            case "COMMENT":
                return facts with { Comment = CalendarLines.Unescape(lines.Value) };
            case "DTSTART":
                return facts with { StartText = lines.Value };
            default:
                return facts;
        }
    }

    private static MailAddress? AddressOf(string value) =>
        MailAddress.Parse(value.StartsWith("mailto:", StringComparison.OrdinalIgnoreCase) ? Uri.UnescapeDataString(value[7..]) : value);

    private static CalendarMethod MethodOf(string? word) => word?.Trim().ToUpperInvariant() switch
    {
        "PUBLISH" => CalendarMethod.Publish,
        "REQUEST" => CalendarMethod.Request,
        "REPLY" => CalendarMethod.Reply,
        "ADD" => CalendarMethod.Add,
        "CANCEL" => CalendarMethod.Cancel,
        "REFRESH" => CalendarMethod.Refresh,
        "COUNTER" => CalendarMethod.Counter,
        "DECLINECOUNTER" => CalendarMethod.DeclineCounter,
        _ => CalendarMethod.Other,
    };

    private static CalendarAnswer AnswerOf(string? word) => word?.ToUpperInvariant() switch
    {
        null or "NEEDS-ACTION" => CalendarAnswer.NeedsAction,
        "ACCEPTED" => CalendarAnswer.Accepted,
        "DECLINED" => CalendarAnswer.Declined,
        "TENTATIVE" => CalendarAnswer.Tentative,
        "DELEGATED" => CalendarAnswer.Delegated,
        _ => CalendarAnswer.Other,
    };
}
