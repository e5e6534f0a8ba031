using System.Text;
using System.Text.Encodings.Web;
using Ingestion.Mail.Mime;

namespace Ingestion.Channels.Email;

/// <summary>
/// An answer as a mail that no machine answers again (RFC 3834, and what Exchange and old responders look at). It asks for no receipt and
/// holds nothing of the customer's mail but ids.
/// </summary>
internal static class AcknowledgementMail
{
    /// <summary>The header by which a channel knows its own mail.</summary>
    public const string LoopHeader = "X-Ingestion-Loop";

    /// <summary>
    /// Makes the mail's bytes; the same message gives the same bytes. <paramref name="refusal"/> is a short code when it cannot be written:
    /// <c>unsafe-address</c>, <c>bad-message-id</c>.
    /// </summary>
    public static bool TryCompose(OutboundMessage message, MailIdentity identity, out byte[] mail, out string refusal)
    {
        mail = [];
        refusal = "";
        if (Recipient(message.To) is not { } to)
        {
            refusal = "unsafe-address";
            return false;
        }

        if (!MessageIds.IsValid(message.StableId))
        {
            refusal = "bad-message-id";
            return false;
        }

        mail = MimeWriter.Write(new OutgoingMail
        {
            From = identity.From,
            To = to,
            ReplyTo = identity.ReplyTo,
            Subject = message.Subject,
            Text = message.Text,
            Html = Html(message),
            MessageId = message.StableId,
            InReplyTo = message.InReplyTo,
            References = References(message),
            Date = message.CreatedAt,
            Language = message.Language,
            Headers =
            [
                new("Auto-Submitted", "auto-replied"),
                new("X-Auto-Response-Suppress", "All"),
                new(LoopHeader, identity.Channel),
            ],
        });
        return true;
    }

    /// <summary>The one recipient, or null when the point is no address that may be answered.</summary>
    public static MailAddress? Recipient(ContactPoint to) => to.Kind == ContactPointKind.Email
        && MailAddress.Parse(to.Value) is { IsAnswerable: true, Name: null } address
        && string.Equals(address.Address, to.Value, StringComparison.Ordinal)
            ? address
            : null;

    // RFC 5322 §3.6.4: the references of the answered mail, then its own id
    private static IReadOnlyList<string> References(OutboundMessage message) =>
        message.InReplyTo is { } answered && !message.References.Contains(answered, StringComparer.Ordinal)
            ? [.. message.References, answered]
            : message.References;

    private static string? Html(OutboundMessage message)
    {
        var rightToLeft = message.Language == "fa";
        var body = message.Html ?? (rightToLeft ? Paragraphs(message.Text) : null);
        if (body is null || body.AsSpan().TrimStart().StartsWith("<!doctype", StringComparison.OrdinalIgnoreCase)
            || body.AsSpan().TrimStart().StartsWith("<html", StringComparison.OrdinalIgnoreCase))
        {
            return body;
        }

        var attributes = rightToLeft ? "dir=\"rtl\"" : "dir=\"ltr\"";
        return $"<!DOCTYPE html>\n<html lang=\"{HtmlEncoder.Default.Encode(message.Language)}\" {attributes}>\n<head><meta charset=\"utf-8\"></head>\n"
            + $"<body {attributes}>\n{body}\n</body>\n</html>\n";
    }

    private static string Paragraphs(string text)
    {
        var html = new StringBuilder();
        foreach (var paragraph in text.ReplaceLineEndings("\n").Split("\n\n", StringSplitOptions.RemoveEmptyEntries))
        {
            var lines = paragraph.Trim('\n').Split('\n').Select(Escape);
            html.Append("<p dir=\"auto\">").AppendJoin("<br>\n", lines).Append("</p>\n");
        }

        return html.ToString();
    }

    // only what HTML needs: Persian letters stay readable in the source
    private static string Escape(string text) => text
        .Replace("&", "&amp;", StringComparison.Ordinal)
        .Replace("<", "&lt;", StringComparison.Ordinal)
        .Replace(">", "&gt;", StringComparison.Ordinal)
        .Replace("\"", "&quot;", StringComparison.Ordinal);
}
