namespace Ingestion.Classifier;

/// <summary>
/// Decides the priority from the causes that a text names: danger to people is urgent; a legal threat, lost money, leaked data, a person
/// in need of protection or a call for haste is high, two of them (not counting haste) urgent. The cues of all lists count alike: a
/// warning missed costs more than one too many.
/// </summary>
internal static class PriorityJudge
{
    private const float Clear = 1f;

    public static Priority Decide(in CueScores scores, int language, MessageKind kind, CueList cues, ref ReasonList reasons)
    {
        if (kind is MessageKind.Spam or MessageKind.Irrelevant)
        {
            return Priority.Low;
        }

        var causes = 0;
        for (var slot = CueSlot.Legal; slot < CueSlot.Hurry; slot++)
        {
            causes += Names(scores, language, slot, cues, ref reasons) ? 1 : 0;
        }

        if (Names(scores, language, CueSlot.Safety, cues, ref reasons) || causes > 1)
        {
            return Priority.Urgent;
        }

        if (Names(scores, language, CueSlot.Hurry, cues, ref reasons) || causes > 0)
        {
            return Priority.High;
        }

        return kind is MessageKind.Praise or MessageKind.Suggestion ? Priority.Low : Priority.Normal;
    }

    private static bool Names(in CueScores scores, int language, int slot, CueList cues, ref ReasonList reasons)
    {
        if (scores.For(language, slot) < Clear)
        {
            return false;
        }

        reasons.Add(scores.ReasonFor(language, slot, cues));
        return true;
    }
}
