using Ingestion.Classifier.Rules;

namespace Ingestion.Classifier;

/// <summary>
/// Adds up what makes a message urgent: its kind, the causes that the rules find in it, what the model thinks, and what is known beside the text. Each
/// cause counts once.
/// </summary>
internal sealed class PriorityJudge
{
    /// <summary>Followers from which on a public complaint has reach.</summary>
    public const int ManyFollowers = 10_000;

    /// <summary>A language as sure as this has its own phrases only: false friends are common.</summary>
    private const float Sure = 0.85f;

    private const float ModelFrom = 0.5f;

    private readonly PriorityCause? repeat;
    private readonly PriorityCause? vip;
    private readonly PriorityCause? open;
    private readonly PriorityCause? reach;
    private readonly ClassificationReason[] model;

    public PriorityJudge(PriorityRules rules)
    {
        Rules = rules;
        repeat = rules.Find("repeat");
        vip = rules.Find("vip");
        open = rules.Find("public");
        reach = rules.Find("reach");
        var most = rules.Find("model")?.Points ?? 0;
        model = [.. Enumerable.Range(0, most + 1).Select(points => new ClassificationReason("priority", FormattableString.Invariant($"model+{points}")))];
    }

    public PriorityRules Rules { get; }

    /// <summary>The points; adds the reasons.</summary>
    public int Decide(ClassifierInput input, in RuleHits hits, MessageKind kind, LanguageVerdict language, in ModelUrgency urgency, ref ReasonList reasons)
    {
        if (kind == MessageKind.Spam)
        {
            return 0;
        }

        var isMatter = kind is MessageKind.Complaint or MessageKind.Question;
        var points = PriorityScale.Start(kind);
        var counted = 0UL;
        for (var i = 0; i < hits.Count; i++)
        {
            var phrase = Rules.Phrase(hits[i]);
            var cause = Rules.Causes[phrase.Cause];
            if (cause.Points == 0 || (!isMatter && !cause.CountsAlways) || !Speaks(phrase.Language, language) || !Stands(phrase.AsWritten, input))
            {
                continue;
            }

            var bit = 1UL << phrase.Cause;
            reasons.Add((counted & bit) == 0 ? phrase.Reason : phrase.More);
            points += (counted & bit) == 0 ? cause.Points : 0;
            counted |= bit;
        }

        if (isMatter)
        {
            points += AskModel(points, language.Language, urgency, ref reasons);
        }

        Add(input.IsRepeat ? repeat : null, ref points, ref reasons);
        Add(input.IsVip ? vip : null, ref points, ref reasons);
        Add(isMatter && input.IsPublic ? open : null, ref points, ref reasons);
        Add(isMatter && input is { IsPublic: true, Followers: >= ManyFollowers } ? reach : null, ref points, ref reasons);
        return Math.Min(points, PriorityScale.Most);
    }

    /// <summary>Whether the rules find a cause in the text: then it is a matter, whatever the model takes it for.</summary>
    public bool FindCause(ClassifierInput input, in RuleHits hits, LanguageVerdict language)
    {
        for (var i = 0; i < hits.Count; i++)
        {
            var phrase = Rules.Phrase(hits[i]);
            if (Rules.Causes[phrase.Cause].Points > 0 && Speaks(phrase.Language, language) && Stands(phrase.AsWritten, input))
            {
                return true;
            }
        }

        return false;
    }

    private static bool Speaks(int phrase, LanguageVerdict language) =>
        phrase == CueLanguage.Other || phrase == language.Language || language.Language == CueLanguage.Other || language.Confidence < Sure;

    private static bool Stands(string? word, ClassifierInput input) =>
        word is null || input.Text?.Contains(word, StringComparison.OrdinalIgnoreCase) == true || input.Subject?.Contains(word, StringComparison.OrdinalIgnoreCase) == true;

    private static void Add(PriorityCause? cause, ref int points, ref ReasonList reasons)
    {
        if (cause is { Points: > 0 })
        {
            points += cause.Points;
            reasons.Add(cause.Fact);
        }
    }

    /// <summary>What it learnt is no cause that could be told: alone or with others it makes nothing urgent.</summary>
    private int AskModel(int points, int language, in ModelUrgency urgency, ref ReasonList reasons)
    {
        if (language is CueLanguage.Other || model.Length == 1 || points >= PriorityScale.Urgent - 1)
        {
            return 0;
        }

        var much = MathF.Max(urgency.Urgent, urgency.IsGrave ? Weigh(urgency.Grave) : 0);
        if (much < ModelFrom)
        {
            return 0;
        }

        var more = Math.Min((int)(much * (model.Length - 1)), PriorityScale.Urgent - 1 - points);
        reasons.Add(model[more]);
        return more;
    }

    /// <summary>What is likelier grave than not makes a complaint high: four fifths of the points, and all of them where it is certain.</summary>
    private static float Weigh(float grave) => 0.6f + (0.4f * grave);
}
