namespace Ingestion.Classifier;

/// <summary>
/// Decides the kind. Complaint is where doubt ends: every other kind needs a clear cue that outweighs the signs of a complaint, and the
/// kinds that nobody answers need most.
/// </summary>
internal static class KindJudge
{
    private const float Clear = 2f;
    private const int LongText = 40;
    private static readonly ClassificationReason Doubt = new("kind", "doubt");
    private static readonly ClassificationReason Empty = new("kind", "no-text");
    private static readonly ClassificationReason Marks = new("kind", "question-mark");

    public static KindVerdict Decide(in TextSigns signs, in CueScores scores, int language, CueList cues)
    {
        if (signs.Words == 0)
        {
            return new KindVerdict(MessageKind.Complaint, 0.2f, Empty);
        }

        if (language < 0)
        {
            // In a language that has no list, what looks like a cue is chance.
            return new KindVerdict(MessageKind.Complaint, 0.3f, Doubt);
        }

        var complaint = Score(scores, language, MessageKind.Complaint);
        var suggestion = Score(scores, language, MessageKind.Suggestion);
        var praise = Score(scores, language, MessageKind.Praise);
        var question = Score(scores, language, MessageKind.Question) + (signs.QuestionMarks > 0 ? 1.5f : 0);
        var spam = Score(scores, language, MessageKind.Spam);
        var irrelevant = Score(scores, language, MessageKind.Irrelevant);

        if (spam >= 4.5f && spam > (complaint * 2) + question)
        {
            return Verdict(MessageKind.Spam, spam, complaint, scores, language, cues);
        }

        if (suggestion >= Clear && suggestion >= complaint * 0.8f)
        {
            return Verdict(MessageKind.Suggestion, suggestion, complaint, scores, language, cues);
        }

        // A long letter with a question in it is about what went wrong.
        if (question >= Clear && question > complaint && question >= praise && (signs.Words <= LongText || question > complaint * 2))
        {
            return Verdict(MessageKind.Question, question, MathF.Max(complaint, praise), scores, language, cues);
        }

        if (praise >= (complaint > 0 ? Clear : 1.5f) && praise > complaint * 1.25f)
        {
            return Verdict(MessageKind.Praise, praise, MathF.Max(complaint, question), scores, language, cues);
        }

        // A greeting or a test and nothing else: short, no matter named, no sign of another kind.
        if (irrelevant >= signs.Words * 0.5f && irrelevant >= 1 && signs.Words <= 5 && complaint == 0 && question < 1 && suggestion == 0)
        {
            return Verdict(MessageKind.Irrelevant, irrelevant + 1, 0, scores, language, cues);
        }

        return complaint > 0
            ? Verdict(MessageKind.Complaint, complaint + 0.5f, MathF.Max(praise, MathF.Max(suggestion, question)), scores, language, cues)
            : new KindVerdict(MessageKind.Complaint, 0.35f, Doubt);
    }

    private static float Score(in CueScores scores, int language, MessageKind kind) => scores.For(language, CueSlot.Kind + (int)kind);

    private static KindVerdict Verdict(MessageKind kind, float best, float second, in CueScores scores, int language, CueList cues) => new(
        kind,
        Math.Clamp(0.5f + (0.5f * (best - second) / (best + 1)), 0.3f, 0.97f),
        scores.ReasonFor(language, CueSlot.Kind + (int)kind, cues) ?? Marks);
}
