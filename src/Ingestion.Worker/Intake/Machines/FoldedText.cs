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

    private readonly int[] begins = WordFold.Begins(Body);

    public static FoldedText Of(InboundMessage content)
    {
        var isShort = content.Text.Length <= LongestNote;
        return new FoldedText(
            content.Subject is { } subject ? WordFold.Text(subject, LongestSubject) : "",
            isShort ? WordFold.Text(content.Text, LongestNote) : "",
            isShort,
            content.Medium);
    }

    /// <summary>Whether one of the wordings stands in the body.</summary>
    public bool Holds(Phrases wordings) => wordings.IsIn(Body, begins);
}
