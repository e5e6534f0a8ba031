using System.Globalization;
using System.Text;

namespace Ingestion.Worker.Commands;

/// <summary>One moment in the life of a message or complaint.</summary>
/// <param name="At">By the database's clock.</param>
/// <param name="Rank">Orders what has the same time: cause before effect.</param>
/// <param name="Text">What happened. Ids, codes and words of ours only.</param>
/// <param name="Reasons">Why, one line each.</param>
internal sealed record TimelineEntry(DateTimeOffset At, int Rank, string Text, IReadOnlyList<string> Reasons)
{
    public override string ToString()
    {
        var text = new StringBuilder(At.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture)).Append("  ").Append(Text);
        foreach (var reason in Reasons)
        {
            text.Append('\n').Append(' ', 26).Append(reason);
        }

        return text.ToString();
    }
}
