using Ingestion.Channels;

namespace Ingestion.Worker.Intake.Machines;

/// <summary>What a message says, folded by <see cref="WordFold"/>.</summary>
/// <param name="Subject">Empty where there is none.</param>
/// <param name="Body">The sender's own words, cut.</param>
/// <param name="IsShort">The whole text was short enough to be a machine's note.</param>
/// <param name="Medium">Where it came by.</param>
internal sealed record FoldedText(string Subject, string Body, bool IsShort, Medium Medium)
{
    /// <summary>Notes of machines are short; whoever writes more has something to say.</summary>
    public const int LongestNote = 1_500;

    private const int LongestSubject = 300;
    private const int LongestTag = 40;

    private readonly int[] begins = WordFold.Begins(Body);

    public static FoldedText Of(InboundMessage content)
    {
        var written = content.Written;
        var isShort = written.Length <= LongestNote;
        return new FoldedText(
            content.Subject is { } subject ? WordFold.Text(WithoutTags(subject), LongestSubject) : "",
            isShort ? WordFold.Text(written, LongestNote) : "",
            isShort,
            content.Medium);
    }

    // "[#12345]", "[Ticket 77]": ticket systems and lists put them in front of what they have to say
    private static string WithoutTags(string subject)
    {
        var rest = subject.AsSpan().TrimStart();
        while (rest is ['[', ..] && rest.IndexOf(']') is > 0 and < LongestTag and var end)
        {
            rest = rest[(end + 1)..].TrimStart();
        }

        return rest.Length == subject.Length ? subject : rest.ToString();
    }

    /// <summary>Whether one of the wordings stands in the body.</summary>
    public bool Holds(Phrases wordings) => wordings.IsIn(Body, begins);
}
