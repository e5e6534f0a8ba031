namespace Ingestion.Worker.Matching;

/// <summary>
/// All weights and thresholds, in points; docs/matching.md says what they were measured on. Change one, run the evaluation, and put its table there. A wrong
/// merge is worse than a missed one.
/// </summary>
internal static class MatchScore
{
    /// <summary>From here on two messages of one contact are one matter.</summary>
    public const float SameMatterFrom = 2.6f;

    /// <summary>From here on a link is suggested; within one contact <see cref="LinkScore"/> suggests one, too.</summary>
    public const float SuggestedFrom = 1.5f;

    /// <summary>From here on complaints of two contacts are in one cluster.</summary>
    public const float SimilarFrom = 3.5f;

    /// <summary>From here on they are, when several customers write alike within <see cref="IncidentWindow"/>.</summary>
    public const float IncidentFrom = 1.8f;

    /// <summary>So many others make an incident.</summary>
    public const int IncidentSize = 2;

    /// <summary>The best complaint must lead the next one by so much, unless a number decides.</summary>
    public const float ClearLead = 1f;

    /// <summary>Less content than this asks for news or says hello: it belongs to what the contact wrote last.</summary>
    public const int LittleContent = 16;

    /// <summary>So much content still asks for news when nothing in it tells matters apart: no number, amount, concept or place, and no word rarer than <see cref="LittleBits"/>.</summary>
    public const int MostLittleContent = 32;

    /// <inheritdoc cref="MostLittleContent"/>
    public const float LittleBits = 5f;

    /// <summary>Of two open complaints, one must be this much younger to be what a request for news is about.</summary>
    public static readonly TimeSpan ClearlyLater = TimeSpan.FromDays(7);

    /// <summary>Silence in a chat after which something new may begin.</summary>
    public static readonly TimeSpan SessionWindow = TimeSpan.FromMinutes(20);

    /// <summary>Who asks for news asks about what they wrote in this time.</summary>
    public static readonly TimeSpan NudgeWindow = TimeSpan.FromDays(12);

    /// <summary>A complaint this old is not continued by likeness alone.</summary>
    public static readonly TimeSpan Window = TimeSpan.FromDays(45);

    /// <summary>An incident: short texts count as alike only when they come this close together.</summary>
    public static readonly TimeSpan IncidentWindow = TimeSpan.FromHours(12);

    /// <summary>
    /// So many bits of surprise make a crowd: that so many customers name one place within <see cref="IncidentWindow"/> is no chance.
    /// </summary>
    public const float CrowdFrom = 17f;

    /// <summary>Longer texts than this name places in passing.</summary>
    public const int MostCrowdContent = 110;

    /// <summary>A few sentences: texts with less are alike by chance, and are no letters.</summary>
    public const int ShortContent = 80;

    /// <summary>A letter of a few sentences goes round in this time: later the same sentences are chance.</summary>
    private static readonly TimeSpan ShortLetterWindow = TimeSpan.FromDays(21);

    private const int SentenceContent = 110;
    private const int LongContent = 160;

    // Each text has a word so rare that is no everyday one: most likely the names of two places.
    private const float RareName = 3f;

    // So alike, short texts are mostly the same words, and what each has alone stands in the place of the other's.
    private const float NearSentence = 0.4f;
    private const float SameSentence = 0.3f;
    private const float PartOfSentence = 0.2f;

    // What stands in the place of another says so much: a name, a product.
    public const float LeastSwapped = 1f;
    private const float MuchTheSame = 0.6f;
    private const float HalfTheSame = 0.5f;

    public static MatchVerdict Judge(in MatchEvidence evidence)
    {
        var score = 0f;
        return Judge(evidence, ref score, null);
    }

    /// <summary>The points one by one; their sum is the score.</summary>
    public static IReadOnlyList<MatchReason> Explain(in MatchEvidence evidence)
    {
        var reasons = new List<MatchReason>();
        var score = 0f;
        Judge(evidence, ref score, reasons);
        return reasons;
    }

    /// <summary>How unlikely it is to see so many where so many are expected, in bits; 0 for what is no more than expected.</summary>
    public static float Surprise(int seen, float expected) =>
        seen <= expected ? 0f : (seen * MathF.Log2(seen / expected)) - ((seen - expected) * MathF.Log2(MathF.E));

    /// <summary>Whether two that are like a third one tell of two things: they share no place, and each names what the other does not.</summary>
    public static bool AreApart(in MatchEvidence evidence) => evidence.Words.Place <= 0 && (evidence.Words.OtherPlace > 0 || evidence.Words.OtherName >= RareName);

    /// <summary>Whether they say the same of two things: in the same words, but for a name that each has alone.</summary>
    public static bool SaySameOfAnother(in MatchEvidence evidence) => evidence.Similarity >= PartOfSentence && evidence.Words.OtherName >= RareName;

    /// <summary>Whether one customer's two messages are about two things of one kind: another bus line, another flat; in much the same words also another day.</summary>
    private static bool NamesAnotherByNumber(in MatchEvidence evidence) =>
        !evidence.SameSession && evidence.MatterNumber < 0.5f && evidence.PlainNumber < 0.5f
        && (evidence.Things.OtherLabel || (evidence.Things.OtherNumeral && evidence.Similarity >= NearSentence));

    /// <summary>
    /// Whether one customer says the same of another thing: few words differ, and each text has its own. In words that are less alike, a name or an amount in both says that it
    /// is one.
    /// </summary>
    private static bool SaysSameOfAnother(in MatchEvidence evidence) =>
        !evidence.SameSession && evidence.MatterNumber < 0.5f && evidence.PlainNumber < 0.5f
        && (evidence.Similarity >= HalfTheSame || (evidence.Words.Name == 0 && evidence.Marks.Amount <= 0))
        && (evidence.LeastContent < ShortContent ? evidence.Things.Swapped >= LeastSwapped : evidence.Similarity >= MuchTheSame && evidence.Things.Swapped >= RareName);

    /// <summary>Whether the message says that its matter was told before, and nothing speaks against this complaint being the one.</summary>
    private static bool RefersBack(in MatchEvidence evidence) =>
        evidence.Things.Cue == RepeatCue.Told && evidence.Content <= SentenceContent && evidence.Words.OtherPlace <= 0 && evidence.Apart <= NudgeWindow && !evidence.NumbersDisagree && !evidence.Marks.OtherAmount && !evidence.Things.OtherLabel
        && evidence.SameCategory != false && (evidence.Things.Senses > 1 || (evidence.Things.Senses > 0 && evidence.Marks.TopicPart > 0));

    private static bool NamesAnother(in MatchEvidence evidence) =>
        evidence.Words.OtherName >= RareName || (evidence.Similarity >= SameSentence && evidence.Words.BestAlone >= RareName);

    private static MatchVerdict Judge(in MatchEvidence evidence, ref float score, List<MatchReason>? reasons)
    {
        if (evidence.SameContact)
        {
            WeighSameContact(evidence, ref score, reasons);
            var link = LinkScore.Of(evidence);
            var isSuggested = score >= SuggestedFrom || link >= LinkScore.SuggestedFrom;
            return new MatchVerdict(score >= SameMatterFrom ? MatchOutcome.SameMatter : isSuggested ? MatchOutcome.Suggested : MatchOutcome.Nothing, score, link);
        }

        var isLetter = WeighOthers(evidence, ref score, reasons);
        var named = evidence.MatterNumber >= 0.8f || evidence.PartyNumber >= 0.8f;
        return new MatchVerdict(
            isLetter && score >= SimilarFrom ? MatchOutcome.Similar : named || score >= SuggestedFrom ? MatchOutcome.Suggested : MatchOutcome.Nothing, score);
    }

    private static void WeighSameContact(in MatchEvidence evidence, ref float score, List<MatchReason>? reasons)
    {
        var words = evidence.Words;
        Give("matter-number", 6f * evidence.MatterNumber, ref score, reasons);
        Give("number", 4f * evidence.PlainNumber, ref score, reasons);
        Give("other-number", evidence.NumbersDisagree ? -12f : 0f, ref score, reasons);
        Give("text", evidence.LeastContent < LittleContent ? 0f : 3f * Math.Max(0f, evidence.Similarity - 0.2f), ref score, reasons);
        Give("words", Math.Clamp(0.25f * (words.Shared - 3f), 0f, 6f), ref score, reasons);
        var lead = words.Best - words.BestAlone;
        Give("rarest-word", lead > 0 ? Math.Min(5f, (0.6f * lead) + (0.15f * words.Best)) : 0f, ref score, reasons);
        var refersBack = RefersBack(evidence);
        if (evidence.MatterNumber < 0.5f && evidence.PlainNumber < 0.5f && !evidence.SameSession && !evidence.SaysLittle && !refersBack)
        {
            // Other words speak against it only where nothing stronger speaks for it.
            Give("other-words", -Math.Min(4f, 0.15f * Math.Min(words.Mine, words.Theirs)), ref score, reasons);
            Give("rarer-words-alone", lead < 0 ? Math.Max(-5f, 1.2f * lead) : 0f, ref score, reasons);
        }

        Give("amount", evidence.Marks.Amount > 0 ? Math.Min(2f, 0.5f * evidence.Marks.Amount) : 0f, ref score, reasons);
        if (evidence.Marks.OtherAmount && evidence.MatterNumber < 0.5f)
        {
            // The very same words about another sum are the next charge.
            Give("other-amount", evidence.Similarity >= 0.7f ? -12f : -5f, ref score, reasons);
        }

        Give("other-label", NamesAnotherByNumber(evidence) ? -20f : 0f, ref score, reasons);
        Give("other-word", SaysSameOfAnother(evidence) ? -14f : 0f, ref score, reasons);
        Give("refers-back", refersBack ? 2f : 0f, ref score, reasons);
        Give("topics", Math.Min(2f, 0.4f * evidence.Marks.Topics), ref score, reasons);
        Give("other-topics", evidence.MatterNumber < 0.5f ? -Math.Min(2f, 0.25f * evidence.Marks.OtherTopics) : 0f, ref score, reasons);
        Give("category", evidence.SameCategory switch { true => 0.25f, false => -0.25f, null => 0f }, ref score, reasons);
        Give("time", evidence.Apart switch
        {
            { TotalHours: <= 24 } => 1.5f,
            { TotalDays: <= 7 } => 1f,
            { TotalDays: <= 21 } => 0.25f,
            _ when evidence.Apart <= Window => -1f,
            _ => -4f,
        }, ref score, reasons);
        Give("session", evidence.SameSession ? 4f : 0f, ref score, reasons);
        Give("little-content", evidence.SaysLittle && !evidence.OpensSession && evidence.Apart <= NudgeWindow ? 2.5f : 0f, ref score, reasons);
    }

    /// <summary>Whether it is a letter that two of them have in common; an incident takes three.</summary>
    private static bool WeighOthers(in MatchEvidence evidence, ref float score, List<MatchReason>? reasons)
    {
        if (evidence.LeastContent < LittleContent)
        {
            return false;
        }

        // A letter passed on, or an incident told by each in their own words: whichever explains the likeness better.
        var isNear = evidence.Apart <= IncidentWindow;
        var (letter, incident) = (float.MinValue, float.MinValue);
        if (evidence.LeastContent >= ShortContent)
        {
            WeighLetter(evidence, ref letter, null);
        }

        if (isNear)
        {
            WeighIncident(evidence, ref incident, null);
        }

        if (letter >= incident && evidence.LeastContent >= ShortContent)
        {
            WeighLetter(evidence, ref score, reasons);
            return true;
        }

        if (isNear)
        {
            WeighIncident(evidence, ref score, reasons);
        }

        return false;
    }

    private static void WeighLetter(in MatchEvidence evidence, ref float score, List<MatchReason>? reasons)
    {
        var words = evidence.Words;
        score = 0;
        Give("text", 12f * Math.Max(0f, evidence.Similarity - (evidence.LeastContent >= LongContent ? 0.46f : 0.5f)), ref score, reasons);
        Give("words", Math.Clamp(0.12f * (words.Shared - 8f), 0f, 3f), ref score, reasons);
        if (evidence.LeastContent < LongContent)
        {
            // Of a sentence or two, with another place or order each: everybody tells their own matter.
            Give("other-place", words.OtherPlace > 0 ? -3f : 0f, ref score, reasons);
            Give("other-number", evidence.NumbersDisagree && evidence.LeastContent < SentenceContent ? -3f : 0f, ref score, reasons);
            Give("time", evidence.Apart > ShortLetterWindow ? -3f : 0f, ref score, reasons);
        }

        WeighAlone(evidence, ref score, reasons);
    }

    private static void WeighIncident(in MatchEvidence evidence, ref float score, List<MatchReason>? reasons)
    {
        var words = evidence.Words;
        var marks = evidence.Marks;
        score = 0;
        Give("incident", -1.8f, ref score, reasons);
        Give("text", 2f * evidence.Similarity, ref score, reasons);
        Give("words", Math.Min(3f, 0.15f * words.Shared), ref score, reasons);
        if (words.Place > 0f && marks.TopicPart >= 0.5f)
        {
            Give("place", Math.Min(3f, 0.7f * words.Place), ref score, reasons);
            Give("other-name", evidence.Similarity >= NearSentence && words.OtherName >= Math.Max(RareName, words.Place) ? -5f : 0f, ref score, reasons);
            Give("in-passing", evidence.MostContent > LongContent ? -2f : 0f, ref score, reasons);
            Give("topics", Math.Min(3f, marks.Topics), ref score, reasons);
            Give("other-topics", -Math.Min(3f, 0.3f * marks.OtherTopics), ref score, reasons);
            Give("other-words", -Math.Min(4f, 0.05f * Math.Min(words.Mine, words.Theirs)), ref score, reasons);
            Give("category", evidence.SameCategory == false ? -0.2f : 0f, ref score, reasons);
        }
        else
        {
            Give("rarest-word", words.Count < 2 ? 0f : Math.Clamp(0.6f * (words.Best - 2.5f), 0f, 3f), ref score, reasons);
            Give("other-place", words.OtherPlace > 0 ? -5f : 0f, ref score, reasons);
            Give("other-name", words.OtherPlace <= 0 && NamesAnother(evidence) ? -5f : 0f, ref score, reasons);
            WeighAlone(evidence, ref score, reasons);
        }
    }

    private static void WeighAlone(in MatchEvidence evidence, ref float score, List<MatchReason>? reasons)
    {
        var words = evidence.Words;
        Give("other-words", -Math.Min(4f, 0.1f * Math.Min(words.Mine, words.Theirs)), ref score, reasons);
        Give("rarer-words-alone", Math.Clamp(1.5f * (words.Best - words.BestAlone), -4f, 0f), ref score, reasons);
        Give("category", evidence.SameCategory == false ? -0.5f : 0f, ref score, reasons);
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
