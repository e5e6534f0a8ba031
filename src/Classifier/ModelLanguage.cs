using Ingestion.Classifier.Models;

namespace Ingestion.Classifier;

/// <summary>Decides the language by the model; what the provider or the channel says counts only where the text does not tell.</summary>
internal static class ModelLanguage
{
    private const float Clear = 0.6f;
    internal const string AzerbaijaniCyrillic = "әӘҹҸҝҜғҒһҺ";

    /// <summary>Nearly every word of no known language is a name or a slip: a few of them need more to be foreign.</summary>
    private const float ClearlyForeign = 0.97f;
    private const int FewWords = 3;

    /// <summary>What an answer needs at least to be taken on somebody else's word.</summary>
    private const float Possible = 0.03f;

    public static LanguageVerdict Decide(in TextSigns signs, ReadOnlySpan<float> lanes, Calibration calibration, ClassifierInput input)
    {
        Span<float> answers = stackalloc float[CueLanguage.Count];
        calibration.Apply(Lanes.Language, 0, lanes, answers);
        var letters = signs.Latin + signs.ArabicScript + signs.OtherScript;
        var best = letters == 0 ? CueLanguage.Other : Softmax.Best(answers);
        var isForeignScript = signs.OtherScript > signs.Latin + signs.ArabicScript;
        if (best == CueLanguage.Azerbaijani && isForeignScript && !input.Text.AsSpan().ContainsAny(AzerbaijaniCyrillic))
        {
            // Customers of an Azerbaijani company write Russian to it, and the sets call that Azerbaijani.
            best = CueLanguage.Other;
        }

        var needed = best == CueLanguage.Other && signs.Words <= FewWords && !isForeignScript ? ClearlyForeign : Clear;
        if (letters > 0 && (answers[best] >= needed || (isForeignScript && best == CueLanguage.Other)))
        {
            return new LanguageVerdict(best, MathF.Max(answers[best], best == CueLanguage.Other ? Clear : 0), ModelReason.Language);
        }

        var hint = CueLanguage.Of(input.LanguageHint);
        var usual = CueLanguage.Of(input.DefaultLanguage);
        var wanted = hint is >= 0 and < CueLanguage.Other ? hint : usual;
        var isUsable = wanted is >= 0 and < CueLanguage.Other && !isForeignScript;
        return isUsable && (letters == 0 || best == CueLanguage.Other || answers[wanted] >= Possible)
            ? new LanguageVerdict(wanted, MathF.Min(0.49f, answers[wanted]), wanted == hint ? ModelReason.Hint : ModelReason.Default)
            : new LanguageVerdict(best, letters == 0 ? 0.2f : answers[best], ModelReason.Language);
    }
}
