using AngleSharp.Dom;
using AngleSharp.Html.Parser;

namespace Ingestion.Mail.Html;

/// <summary>
/// Proves that markup means what it was written to mean: a parser that follows the standard reads a tree of allowed elements and
/// attributes in it, and that tree written down is the markup again, letter by letter. What a parser moves, closes or adds would show.
/// </summary>
internal static class MarkupProof
{
    public static bool Holds(string markup)
    {
        if (!markup.Contains('<', StringComparison.Ordinal))
        {
            return true;
        }

        using var page = new HtmlParser(new HtmlParserOptions { IsScripting = true }).ParseDocument($"<!DOCTYPE html><html><head></head><body>{markup}</body></html>");
        if (page.Head?.HasChildNodes != false || page.Body is not { Attributes.Length: 0 } body || body.ParentElement?.ChildNodes.Length != 2)
        {
            return false;
        }

        var again = new MarkupText(markup.Length);
        var isAllowed = Write(body, again);
        return again.Finish().Equals(markup, StringComparison.Ordinal) && isAllowed;
    }

    // without recursion: how deep a tree is, is the sender's choice
    private static bool Write(INode body, MarkupText into)
    {
        var node = body.FirstChild;
        while (node is not null)
        {
            switch (node)
            {
                case IText text:
                    into.Text(text.Data);
                    break;
                case IElement element when IsAllowed(element):
                    into.Open(element.LocalName);
                    foreach (var attribute in element.Attributes)
                    {
                        into.Attribute(attribute.Name, attribute.Value);
                    }

                    into.EndOfTag();
                    break;
                default:
                    return false;
            }

            if (node.FirstChild is { } child)
            {
                node = child;
                continue;
            }

            while (node is not null && !ReferenceEquals(node, body))
            {
                if (node is IElement ended && !HtmlElements.Find(ended.LocalName).IsVoid)
                {
                    into.Close(ended.LocalName);
                }

                if (node.NextSibling is { } next)
                {
                    node = next;
                    break;
                }

                node = node.Parent;
            }

            if (ReferenceEquals(node, body))
            {
                break;
            }
        }

        return true;
    }

    private static bool IsAllowed(IElement element)
    {
        if (element.NamespaceUri != "http://www.w3.org/1999/xhtml" || HtmlElements.Find(element.LocalName) is not { IsShown: true, Shape: not HtmlShape.Page } known
            || known.Name != element.LocalName)
        {
            return false;
        }

        foreach (var attribute in element.Attributes)
        {
            if (!SafeAttributes.IsAllowed(attribute.Name, element.LocalName))
            {
                return false;
            }
        }

        return true;
    }
}
