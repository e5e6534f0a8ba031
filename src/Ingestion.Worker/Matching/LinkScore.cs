namespace Ingestion.Worker.Matching;

/// <summary>
/// Whether a message that joins nothing may still be about a complaint that its customer has: a link is suggested, which costs somebody a look and changes nothing.
/// So it asks less than <see cref="MatchScore"/>, and no words in common: nearness in time, the category, what part of life it is about, and wording of who comes back.
/// </summary>
internal static class LinkScore
{
    /// <summary>From here on a link is suggested.</summary>
    public const float SuggestedFrom = 1.5f;

    private const float MostWords = 1.4f;

    public static float Of(in MatchEvidence evidence)
    {
        var score = 0f;
        Weigh(evidence, ref score, null);
        return score;
    }

    /// <summary>The points one by one; their sum is the score.</summary>
    public static IReadOnlyList<MatchReason> Explain(in MatchEvidence evidence)
    {
        var reasons = new List<MatchReason>();
        var score = 0f;
        Weigh(evidence, ref score, reasons);
        return reasons;
    }

    private static void Weigh(in MatchEvidence evidence, ref float score, List<MatchReason>? reasons)
    {
        var things = evidence.Things;
        Give("near", evidence.Apart switch { { TotalDays: <= 1 } => 1.1f, { TotalDays: <= 3 } => 0.9f, { TotalDays: <= 8 } => 0.6f, { TotalDays: <= 21 } => 0.3f, _ when evidence.Apart <= MatchScore.Window => 0f, _ => -2f }, ref score, reasons);
        Give("category", evidence.SameCategory switch { true => 0.6f, false => -0.5f, null => 0f }, ref score, reasons);
        Give("senses", things.Senses == 0 ? 0f : 0.3f + (0.8f * things.SensePart), ref score, reasons);
        Give("other-senses", things.AreOtherSenses ? -0.3f : 0f, ref score, reasons);
        Give("repeats", things.Cue switch { RepeatCue.Told => 1.2f, RepeatCue.Unanswered => 0.9f, RepeatCue.Again => 0.5f, _ => 0f }, ref score, reasons);
        Give("words", Math.Min(MostWords, 0.2f * evidence.Words.Shared), ref score, reasons);
        Give("other-thing", things.OtherLabel || evidence.NumbersDisagree ? -3f : 0f, ref score, reasons);
        Give("other-amount", evidence.Marks.OtherAmount ? -1f : 0f, ref score, reasons);
    }

    private static void Give(string name, float points, ref float score, List<MatchReason>? reasons)
    {
        if (points != 0)
        {
            score += points;
            reasons?.Add(new MatchReason(name, points));
        }
    }
}
