using Ingestion.Mail.Html;

namespace Ingestion.Mail.Mime;

/// <summary>The HTML of a message, for showing; for reading there is <see cref="MimeMessage.Text"/>.</summary>
public static class HtmlBody
{
    private const int DeepestLooked = 16;
    private const int MostBytesPerLetter = 4;

    /// <summary>
    /// The message's own HTML text made fit to be shown, or null when it has none. Pictures with <c>cid:</c> addresses are parts of the
    /// message with that <see cref="MimePart.ContentId"/>.
    /// </summary>
    public static SafeHtml? Of(MimeMessage mail, SafeHtmlLimits? limits = null)
    {
        if (Find(mail.Root, 0) is not { } part)
        {
            return null;
        }

        limits ??= SafeHtmlLimits.Default;
        var body = part.Decode(limits.MaxLength * MostBytesPerLetter, out _);
        return SafeHtml.From(MailCharset.Decode(body.Span, HtmlCharset.Choose(part.Charset, body.Span), out _), limits);
    }

    // the last one of alternatives, the root of related parts, else the first one that is no file
    private static MimePart? Find(MimePart part, int depth)
    {
        if (part.MediaType == "text/html")
        {
            return depth == 0 || (part.Disposition != "attachment" && part.FileName is null) ? part : null;
        }

        if (!part.IsMultipart || depth >= DeepestLooked)
        {
            return null;
        }

        var last = part.MediaType == "multipart/alternative";
        for (var i = 0; i < part.Parts.Count; i++)
        {
            if (Find(part.Parts[last ? part.Parts.Count - 1 - i : i], depth + 1) is { } found)
            {
                return found;
            }
        }

        return null;
    }
}
