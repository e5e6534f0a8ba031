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

    // without recursion, and by index: to ask a node for its neighbour takes as long as it has neighbours
    private static bool Write(INode body, MarkupText into)
    {
        var open = new Stack<(INode Node, int Next)>();
        open.Push((body, 0));
        while (open.TryPop(out var place))
        {
            if (place.Next < place.Node.ChildNodes.Length)
            {
                var child = place.Node.ChildNodes[place.Next];
                if (!Begin(child, into))
                {
                    return false;
                }

                open.Push((place.Node, place.Next + 1));
                open.Push((child, 0));
            }
            else if (place.Node is IElement ended && !ReferenceEquals(ended, body) && !HtmlElements.Find(ended.LocalName).IsVoid)
            {
                into.Close(ended.LocalName);
            }
        }

        return true;
    }

    private static bool Begin(INode node, MarkupText into)
    {
        switch (node)
        {
            case IText text:
                into.Text(text.Data);
                return true;
            case IElement element when IsAllowed(element):
                into.Open(element.LocalName);
                foreach (var attribute in element.Attributes)
                {
                    into.Attribute(attribute.Name, attribute.Value);
                }

                into.EndOfTag();
                return true;
            default:
                return false;
        }
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
