using Ingestion.Classifier;
using Ingestion.Classifier.Features;
using Ingestion.Classifier.Models;

namespace Ingestion.Bench.Classifying;

/// <summary>What our model says of one text.</summary>
/// <param name="Answer">As the worker gets it.</param>
/// <param name="Urgency">Probabilities of none, needs action and urgent, of which the answer tells only what they add to the priority.</param>
/// <param name="Spam">Probability of spam.</param>
internal sealed record AskedText(Classification Answer, float[] Urgency, float Spam)
{
    public static AskedText Ask(ClassifierModel model, TextClassifier classifier, string text)
    {
        var answer = classifier.Classify(new ClassifierInput(text, DefaultLanguage: ""));
        var scratch = FeatureScratch.Current;
        var count = TextReading.Read(null, text, scratch, model.Words);
        var lanes = new float[Lanes.Count];
        model.Table.Score(scratch.Ids.AsSpan(0, count), scratch.Dense, lanes);
        var urgency = new float[Lanes.Urgency.Size];
        model.Calibration.Apply(Lanes.Urgency, Math.Max(0, CueLanguage.Of(answer.Language)), lanes, urgency);
        var spam = new float[Lanes.Spam.Size];
        model.Calibration.Apply(Lanes.Spam, Math.Max(0, CueLanguage.Of(answer.Language)), lanes, spam);
        return new AskedText(answer, urgency, spam[1]);
    }
}
