using Ingestion.Classifier.Features;
using Ingestion.Classifier.Models;
using Ingestion.Classifier.Rules;
using Ingestion.Classifier.Sensitive;

namespace Ingestion.Classifier;

/// <summary>
/// Classifies by a learnt model over character n-grams, words and the cue lists in Turkish, Azerbaijani, Persian and English. Of a text beyond 6,000
/// characters the model reads the head and the tail; cues are found in the first 100,000 of subject and text together.
/// </summary>
public sealed class TextClassifier : IClassifier
{
    private const float ClearlyNothing = 0.5f;

    private readonly LaneTable table;
    private readonly WordVectors words;
    private readonly Calibration calibration;
    private readonly PriorityJudge priorities;

    /// <summary>Uses the model and the rules that the library ships with.</summary>
    public TextClassifier()
        : this(ClassifierModel.Embedded)
    {
    }

    /// <param name="model">The model.</param>
    /// <param name="rules">What makes a message urgent; null for the rules that the library ships with.</param>
    public TextClassifier(ClassifierModel model, PriorityRules? rules = null)
    {
        ArgumentNullException.ThrowIfNull(model);
        table = model.Table;
        words = model.Words;
        calibration = model.Calibration;
        priorities = new PriorityJudge(rules ?? PriorityRules.Embedded);
    }

    /// <inheritdoc/>
    public Classification Classify(ClassifierInput input)
    {
        var cues = CueList.Shared;
        Span<float> points = stackalloc float[CueScores.Size];
        Span<ushort> strongest = stackalloc ushort[CueScores.Size];
        Span<ulong> seen = stackalloc ulong[(cues.Count / 64) + 1];
        Span<float> lanes = stackalloc float[Lanes.Count];
        var scores = new CueScores(points, strongest, seen);
        Span<ushort> phrases = stackalloc ushort[RuleHits.MostPhrases];
        Span<byte> counts = stackalloc byte[RuleHits.Counts];
        var hits = new RuleHits(phrases, counts);
        hits.Clear();
        var scratch = FeatureScratch.Current;
        var count = TextReading.Read(input.Subject, input.Text, scratch, words, scores, priorities.Rules, ref hits, out var signs);
        table.Score(scratch.Ids.AsSpan(0, count), scratch.Dense, lanes);
        return Judge(input, signs, scores, hits, lanes);
    }

    private Classification Judge(ClassifierInput input, in TextSigns signs, in CueScores scores, in RuleHits hits, ReadOnlySpan<float> lanes)
    {
        var cues = CueList.Shared;
        var language = ModelLanguage.Decide(signs, lanes, calibration, input);
        var list = language.Language == CueLanguage.Other ? -1 : language.Language;
        var kind = ModelKind.Decide(signs, scores, list, lanes, calibration);
        var urgency = ModelUrgency.Decide(calibration, language.Language, lanes);
        var mayMatter = kind.Kind switch
        {
            MessageKind.Irrelevant => urgency.IsGrave || MayMatter(kind, input, hits, language),

            // who fell for a fraud quotes it
            MessageKind.Spam => urgency.IsGrave,
            _ => false,
        };
        var needsReview = list < 0 || mayMatter || kind.Confidence < calibration.ReviewBelow[list];

        Span<float> answers = stackalloc float[Calibration.MaxAnswers];
        calibration.Apply(Lanes.Category, language.Language, lanes, answers);
        var category = Softmax.Best(answers);
        Span<float> moods = stackalloc float[Lanes.Sentiment.Size];
        calibration.Apply(Lanes.Sentiment, language.Language, lanes, moods);
        var mood = Softmax.Best(moods);

        var reasons = default(ReasonList);
        reasons.Add(language.Reason);
        reasons.Add(kind.Reason);
        reasons.Add(scores.ReasonFor(list, CueSlot.Category + category, cues) ?? ModelReason.Category);
        SensitiveReasons.Add(input.Text, ref reasons);
        var urgentAs = mayMatter || (kind.Kind == MessageKind.Irrelevant && needsReview) ? MessageKind.Complaint : kind.Kind;
        var points = priorities.Decide(input, hits, urgentAs, language, urgency, ref reasons);
        return new Classification
        {
            Language = CueLanguage.Tag(language.Language),
            LanguageConfidence = language.Confidence,
            Kind = kind.Kind,
            KindConfidence = kind.Confidence,
            Category = (Category)category,
            CategoryConfidence = answers[category],
            Categories = CategoryRanking.Of(answers[..Lanes.Category.Size]),
            Sentiment = (Sentiment)mood,
            SentimentConfidence = moods[mood],
            Urgency = urgency.Urgency,
            UrgencyConfidence = urgency.Confidence,
            IsGrave = urgency.IsGrave,
            GraveConfidence = urgency.IsGrave ? urgency.Grave : 1 - urgency.Grave,
            Priority = PriorityScale.Of(points),
            PriorityScore = points,
            Rules = priorities.Rules,
            NeedsReview = needsReview,
            Reasons = reasons.ToArray(),
        };
    }

    /// <summary>What nobody would answer has to be clear; and somebody who was hurt or robbed is not to be passed over because the model has seen few who were.</summary>
    private bool MayMatter(KindVerdict kind, ClassifierInput input, in RuleHits hits, LanguageVerdict language) =>
        kind.Confidence < ClearlyNothing || priorities.FindCause(input, hits, language);
}
