using Ingestion.Mail.Html;

namespace Ingestion.Mail.Mime;

/// <summary>
/// Chooses the text of a message and lists what is attached (RFC 2046 §5.1): plain before HTML, the root of related parts, the inline
/// texts of a mixed one joined.
/// </summary>
internal sealed class ContentReader
{
    // shorter plain parts that speak of HTML are the "your program cannot show this" of old mailers
    private const int LongestPlaceholder = 300;

    private readonly MimeLimits _limits;
    private readonly ProblemList _problems;
    private readonly List<MailAttachment> _attachments = [];
    private int _textBytesLeft;

    private ContentReader(MimeLimits limits, ProblemList problems)
    {
        _limits = limits;
        _problems = problems;
        _textBytesLeft = limits.MaxTextBytes;
    }

    public static MessageContent Read(MimePart root, MimeLimits limits, ProblemList problems)
    {
        var reader = new ContentReader(limits, problems);
        var found = reader.Walk(root, isRoot: true);
        var origin = found.Origin;
        if (found.IsEmpty)
        {
            found = reader.Forwarded();
            origin = found.IsEmpty ? TextOrigin.None : TextOrigin.Forwarded;
        }

        return new MessageContent(found.ToString(), origin, reader._attachments);
    }

    private FoundText Walk(MimePart part, bool isRoot = false)
    {
        switch (part.MediaType)
        {
            case "multipart/alternative":
                return Alternative(part);
            case "multipart/related":
                return Related(part);
            case "multipart/signed":
                return First(part);
            case "multipart/encrypted":
                _problems.Add("encrypted");
                return Mixed(part);
            case "text/plain" or "text/html" or "text/enriched" or "text/markdown" when IsBody(part, isRoot):
                return Text(part);
            case ['t', 'e', 'x', 't', '/', ..] when isRoot && part.FileName is null && IsBody(part, isRoot) && !IsMachineText(part.MediaType):
                // RFC 2046 §4.1.4: a kind of text that is not known is plain text
                return Text(part);
        }

        if (part.IsMultipart && part.Parts.Count > 0)
        {
            return Mixed(part);
        }

        Attach(part);
        return default;
    }

    private static bool IsMachineText(string mediaType) => mediaType is "text/calendar" or "text/csv" or "text/vcard" or "text/x-vcard"
        or "text/directory" or "text/css" or "text/javascript" or "text/rtf" or "text/richtext" or "text/xml" or "text/rfc822-headers";

    private static bool IsBody(MimePart part, bool isRoot) =>
        part.Disposition != "attachment" && (isRoot || part.FileName is null);

    private FoundText Mixed(MimePart part)
    {
        FoundText all = default;
        foreach (var child in part.Parts)
        {
            all = all.Then(Walk(child));
        }

        return all;
    }

    private FoundText First(MimePart part)
    {
        FoundText first = default;
        for (var i = 0; i < part.Parts.Count; i++)
        {
            if (i == 0)
            {
                first = Walk(part.Parts[i]);
            }
            else
            {
                Attach(part.Parts[i]);
            }
        }

        return first;
    }

    private FoundText Related(MimePart part)
    {
        var start = part.Parameter("start")?.Trim('<', '>', ' ');
        var root = (start is null ? null : part.Parts.FirstOrDefault(child => child.ContentId == start)) ?? part.Parts.FirstOrDefault();
        FoundText found = default;
        foreach (var child in part.Parts)
        {
            if (ReferenceEquals(child, root))
            {
                found = Walk(child);
            }
            else
            {
                Attach(child, inline: child.Disposition != "attachment");
            }
        }

        return found;
    }

    // the best text wins; what stands beside texts (a calendar, a mixed branch with files) stays an attachment
    private FoundText Alternative(MimePart part)
    {
        MimePart? plain = null;
        MimePart? html = null;
        var others = new List<MimePart>();
        foreach (var child in part.Parts)
        {
            switch (Holds(child))
            {
                case TextOrigin.Plain when plain is null:
                    plain = child;
                    break;
                case TextOrigin.Html:
                    html = child;
                    break;
                default:
                    others.Add(child);
                    break;
            }
        }

        var chosen = plain is null ? default : Walk(plain);
        if (html is not null && IsPlaceholder(chosen) && Walk(html) is { IsEmpty: false } fromHtml)
        {
            chosen = fromHtml;
        }
        else if (html is { IsMultipart: true })
        {
            AttachFilesOf(html);
        }

        foreach (var other in others)
        {
            var found = Walk(other);
            chosen = chosen.IsEmpty ? found : chosen;
        }

        return chosen;
    }

    private static bool IsPlaceholder(FoundText found) =>
        found.IsBlank || (found.Length < LongestPlaceholder && found.ToString().Contains("HTML", StringComparison.OrdinalIgnoreCase));

    // which kind of text a branch is, looking through the multiparts that mailers wrap around it
    private static TextOrigin Holds(MimePart part)
    {
        for (var depth = 0; depth < 8; depth++)
        {
            if (part.MediaType is "text/plain" or "text/enriched" or "text/markdown")
            {
                return TextOrigin.Plain;
            }

            if (part.MediaType == "text/html")
            {
                return TextOrigin.Html;
            }

            if (!part.IsMultipart || part.Parts.Count == 0)
            {
                return TextOrigin.None;
            }

            part = part.Parts[0];
        }

        return TextOrigin.None;
    }

    private void AttachFilesOf(MimePart part)
    {
        foreach (var child in part.Parts)
        {
            if (child.IsMultipart)
            {
                AttachFilesOf(child);
            }
            else if (child.MediaType != "text/html")
            {
                Attach(child, inline: child.Disposition != "attachment");
            }
        }
    }

    private FoundText Text(MimePart part)
    {
        if (_textBytesLeft <= 0)
        {
            _problems.Add("text-too-long");
            return default;
        }

        var text = PartText.Read(part, _textBytesLeft, _problems, out var used, out var files);
        _textBytesLeft -= used;
        foreach (var file in files)
        {
            Attach(file);
        }

        return part.MediaType == "text/html"
            ? new FoundText(HtmlText.Read(text), TextOrigin.Html)
            : new FoundText(text, TextOrigin.Plain);
    }

    private void Attach(MimePart part, bool inline = false)
    {
        if (part.IsMultipart && part.Parts.Count > 0)
        {
            AttachFilesOf(part);
            return;
        }

        switch (part.MediaType)
        {
            case "application/pkcs7-mime" or "application/x-pkcs7-mime":
                _problems.Add("encrypted");
                break;
            case "message/external-body":
                _problems.Add("external-body");
                break;
            case "message/partial":
                _problems.Add("partial-message");
                break;
            default:
                _problems.Add(part.IsTnef ? "tnef" : null);
                break;
        }

        if (part.TransferEncoding == TransferEncoding.Unknown)
        {
            _problems.Add("unknown-transfer-encoding");
        }

        _attachments.Add(new MailAttachment(part.FileName, part.MediaType, part.EstimatedLength, inline, part));
    }

    private FoundText Forwarded()
    {
        var message = _attachments.Find(attachment => attachment.Part.IsMessage)?.Part;
        if (message is null)
        {
            return default;
        }

        var inner = message.Parts is [var root] ? root : DecodedRoot(message);
        return new ContentReader(_limits, _problems).Walk(inner, isRoot: true);
    }

    // a message that was encoded as a whole, against RFC 2046 §5.2.1
    private MimePart DecodedRoot(MimePart message)
    {
        var raw = message.Decode(_limits.MaxDecodedBytes, out var truncated);
        _problems.Add(truncated ? "message-cut" : null);
        return MimeMessage.Parse(raw, _limits with { MaxDepth = Math.Min(4, _limits.MaxDepth), MaxParts = 50 }).Root;
    }
}
