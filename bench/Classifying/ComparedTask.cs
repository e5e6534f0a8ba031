using Ingestion.Classifier;
using Ingestion.Classifier.Models;
using Ingestion.Classifier.Training;

namespace Ingestion.Bench.Classifying;

/// <summary>One question that our model and the references answer on the same rows.</summary>
/// <param name="Name">As in the files.</param>
/// <param name="Label">The right answer; null where it is not known well enough to train on or to ask for.</param>
/// <param name="Group">The row of the table that a text counts in; null for a text that is only trained on.</param>
/// <param name="Answer">What our model says, with its confidence.</param>
internal sealed record ComparedTask(string Name, Func<TrainingText, string?> Label, Func<TrainingText, string?> Group, Func<AskedText, (string Answer, float Confidence)> Answer)
{
    private const float Least = 0.3f;

    public static readonly ComparedTask[] All =
    [
        new("language", text => LabelOf(text, Lanes.Language), LanguageGroup, Language),
        new("kind", KindOf, KindGroup, asked => (Lanes.Kind.Labels[(int)asked.Answer.Kind], asked.Answer.KindConfidence)),
        new("category", text => text.Labels[Lanes.Kind.Number] > 0 ? null : LabelOf(text, Lanes.Category), CategoryGroup, asked => (Lanes.Category.Labels[(int)asked.Answer.Category], asked.Answer.CategoryConfidence)),
        new("spam", text => LabelOf(text, Lanes.Spam) is { } label && text.Weights[Lanes.Spam.Number] >= 1 ? label : null, SpamGroup, Spam),
        new("urgent", text => UrgencyOf(text, 2), text => UrgencyGroup(text, "urgent or not"), Urgent),
        new("action", text => UrgencyOf(text, 1), text => UrgencyGroup(text, "needs action or not"), asked => Yes(asked.Urgency[1] + asked.Urgency[2], 0.5f)),
    ];

    /// <summary>Also asked of the first words, and of texts typed without their letters.</summary>
    public bool IsLanguage => Name == "language";

    private static (string Answer, float Confidence) Language(AskedText asked) => (asked.Answer.Language, asked.Answer.LanguageConfidence);

    private static (string Answer, float Confidence) Spam(AskedText asked) => (asked.Answer.Kind == MessageKind.Spam ? "yes" : "no", MathF.Max(asked.Spam, 1 - asked.Spam));

    private static (string Answer, float Confidence) Urgent(AskedText asked) =>
        asked.Answer.Urgency == Urgency.Urgent ? ("yes", asked.Answer.UrgencyConfidence) : ("no", 1 - asked.Urgency[2]);

    private static (string Answer, float Confidence) Yes(float share, float needed) => share >= needed ? ("yes", share) : ("no", 1 - share);

    private static string? UrgencyOf(TrainingText text, int least) =>
        text.Labels[Lanes.Urgency.Number] is >= 0 and var label && text.Weights[Lanes.Urgency.Number] >= Least ? (label >= least ? "yes" : "no") : null;

    private static string? UrgencyGroup(TrainingText text, string what) => text.Set == "tr-turkcell-feedback" ? "tr, " + what : null;

    private static string? LabelOf(TrainingText text, LaneTask task) =>
        text.Labels[task.Number] is >= 0 and var label && text.Weights[task.Number] >= Least ? task.Labels[label] : null;

    private static string? KindOf(TrainingText text) => IsNeverTrainedOn(text) && text.Labels[Lanes.Kind.Number] is >= 0 and var label ? Lanes.Kind.Labels[label] : LabelOf(text, Lanes.Kind);

    private static bool IsNeverTrainedOn(TrainingText text) => !SourceWeights.Shared.MayTrain(text.Set);

    private static string? LanguageGroup(TrainingText text) => text.Set switch
    {
        "langid" => "sentences of langid",
        _ when text.Set.StartsWith("afinn", StringComparison.Ordinal) || text.Set.Length == 2 || IsNeverTrainedOn(text) => null,
        _ => "real messages",
    };

    private static string? KindGroup(TrainingText text) => text switch
    {
        _ when text.Set == "en-airline-tweets" => "en, tweets about flights: no source shared",
        { IsRead: true, Set.Length: > 2 } when !IsNeverTrainedOn(text) => CueLanguage.Tag(text.Language) + ", read by hand",
        _ => null,
    };

    private static string? CategoryGroup(TrainingText text) =>
        text is { IsRead: true, Set.Length: > 2 } && text.Language != CueLanguage.English && !IsNeverTrainedOn(text) ? CueLanguage.Tag(text.Language) + ", read by hand" : null;

    private static string? SpamGroup(TrainingText text) => text.Set switch
    {
        "en-sms-spam" => "en, SMS",
        "en-mail-spam" => "en, mail",
        "tr-sms-spam" => "tr, SMS",
        _ => null,
    };
}
