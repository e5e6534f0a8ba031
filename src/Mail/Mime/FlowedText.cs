using System.Text;

namespace Ingestion.Mail.Mime;

/// <summary>Joins the lines of <c>format=flowed</c> (RFC 3676); quoted lines stay quoted.</summary>
internal static class FlowedText
{
    public static string Join(string text, bool deleteSpace)
    {
        var output = new StringBuilder(text.Length);
        var depthBefore = 0;
        var flows = false;
        foreach (var range in text.AsSpan().Split('\n'))
        {
            var line = text.AsSpan()[range];
            var depth = 0;
            while (depth < line.Length && line[depth] == '>')
            {
                depth++;
            }

            var content = line[depth..];
            if (content.StartsWith(" "))
            {
                content = content[1..];
            }

            var joins = flows && depth == depthBefore && !content.SequenceEqual("-- ");
            if (!joins)
            {
                if (range.Start.Value > 0)
                {
                    output.Append('\n');
                }

                output.Append('>', depth);
                if (depth > 0)
                {
                    output.Append(' ');
                }
            }

            flows = content.EndsWith(" ") && !content.SequenceEqual("-- ");
            output.Append(flows && deleteSpace ? content[..^1] : content);
            depthBefore = depth;
        }

        return output.ToString();
    }
}
