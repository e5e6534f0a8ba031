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
        if (found.Text.Length == 0 && reader.Forwarded() is { Length: > 0 } forwarded)
        {
            found = new Found(forwarded, TextOrigin.Forwarded);
        }

        return new MessageContent(found.Text, found.Text.Length == 0 ? TextOrigin.None : found.Origin, reader._attachments);
    }

    private Found Walk(MimePart part, bool isRoot = false)
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
        }

        if (part.IsMultipart && part.Parts.Count > 0)
        {
            return Mixed(part);
        }

        Attach(part);
        return default;
    }

    private static bool IsBody(MimePart part, bool isRoot) =>
        part.Disposition != "attachment" && (isRoot || part.FileName is null);

    private Found Mixed(MimePart part)
    {
        Found all = default;
        foreach (var child in part.Parts)
        {
            var found = Walk(child);
            if (found.Text.Length == 0)
            {
                continue;
            }

            all = all.Text.Length == 0 ? found : new Found($"{all.Text.TrimEnd('\n')}\n\n{found.Text}", all.Origin);
        }

        return all;
    }

    private Found First(MimePart part)
    {
        Found first = default;
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

    private Found Related(MimePart part)
    {
        var start = part.Parameter("start")?.Trim('<', '>', ' ');
        var root = (start is null ? null : part.Parts.FirstOrDefault(child => child.ContentId == start)) ?? part.Parts.FirstOrDefault();
        Found found = default;
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
    private Found Alternative(MimePart part)
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
        if (html is not null && IsPlaceholder(chosen.Text) && Walk(html) is { Text.Length: > 0 } fromHtml)
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
            chosen = chosen.Text.Length == 0 ? found : chosen;
        }

        return chosen;
    }

    private static bool IsPlaceholder(string text) =>
        string.IsNullOrWhiteSpace(text) || (text.Length < LongestPlaceholder && text.Contains("HTML", StringComparison.OrdinalIgnoreCase));

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

    private Found Text(MimePart part)
    {
        if (_textBytesLeft <= 0)
        {
            _problems.Add("text-too-long");
            return default;
        }

        var text = PartText.Read(part, _textBytesLeft, _problems, out var used);
        _textBytesLeft -= used;
        return part.MediaType == "text/html"
            ? new Found(HtmlText.Read(text), TextOrigin.Html)
            : new Found(text, TextOrigin.Plain);
    }

    private void Attach(MimePart part, bool inline = false)
    {
        if (part.IsMultipart && part.Parts.Count > 0)
        {
            AttachFilesOf(part);
            return;
        }

        if (part.MediaType is "application/pkcs7-mime" or "application/x-pkcs7-mime")
        {
            _problems.Add("encrypted");
        }
        else if (part.MediaType is "application/ms-tnef" or "application/vnd.ms-tnef")
        {
            _problems.Add("tnef");
        }

        if (part.TransferEncoding == TransferEncoding.Unknown)
        {
            _problems.Add("unknown-transfer-encoding");
        }

        _attachments.Add(new MailAttachment(part.FileName, part.MediaType, part.EstimatedLength, inline, part));
    }

    private string? Forwarded()
    {
        var message = _attachments.Find(attachment => attachment.Part.IsMessage)?.Part;
        if (message is null)
        {
            return null;
        }

        var inner = message.Parts is [var root]
            ? root
            : MimeMessage.Parse(message.Decode(_limits.MaxDecodedBytes, out _), _limits with { MaxDepth = Math.Min(4, _limits.MaxDepth), MaxParts = 50 }).Root;
        return new ContentReader(_limits, _problems).Walk(inner, isRoot: true).Text;
    }

    private readonly struct Found(string text, TextOrigin origin)
    {
        private readonly string? _text = text;

        public string Text => _text ?? "";

        public TextOrigin Origin { get; } = origin;
    }
}
