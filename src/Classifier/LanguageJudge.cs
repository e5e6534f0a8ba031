namespace Ingestion.Classifier;

/// <summary>Decides the language from script, letters and words; what the provider or the channel says counts only where the text does not tell.</summary>
internal static class LanguageJudge
{
    private const float Clear = 1f;
    private static readonly ClassificationReason ByScript = new("language", "script");
    private static readonly ClassificationReason ByLetters = new("language", "letters");
    private static readonly ClassificationReason ByWords = new("language", "words");
    private static readonly ClassificationReason ByHint = new("language", "hint");
    private static readonly ClassificationReason ByDefault = new("language", "default");

    public static LanguageVerdict Decide(in TextSigns signs, in CueScores scores, ClassifierInput input)
    {
        if (signs.OtherScript > signs.Latin + signs.ArabicScript)
        {
            return signs.AzerbaijaniCyrillic > 0
                ? new LanguageVerdict(CueLanguage.Azerbaijani, 0.7f, ByLetters)
                : new LanguageVerdict(CueLanguage.Other, 0.95f, ByScript);
        }

        return signs.ArabicScript > signs.Latin ? DecideArabicScript(signs, scores, input) : DecideLatin(signs, scores, input);
    }

    private static LanguageVerdict DecideArabicScript(in TextSigns signs, in CueScores scores, ClassifierInput input)
    {
        var persian = scores.Of(CueLanguage.Persian, CueSlot.Language) + Share(signs.Persian, signs.ArabicScript, 8);
        var other = scores.Of(CueLanguage.Other, CueSlot.Language) + Share(signs.OtherArabic, signs.ArabicScript, 16);
        if (other > persian && other >= Clear)
        {
            return new LanguageVerdict(CueLanguage.Other, Confidence(other, persian), ByWords);
        }

        // The script leaves no other of our languages.
        return persian >= Clear
            ? new LanguageVerdict(CueLanguage.Persian, Confidence(persian, other), ByWords)
            : new LanguageVerdict(CueLanguage.Persian, CueLanguage.Of(input.LanguageHint ?? input.DefaultLanguage) == CueLanguage.Persian ? 0.6f : 0.4f, ByScript);
    }

    private static LanguageVerdict DecideLatin(in TextSigns signs, in CueScores scores, ClassifierInput input)
    {
        Span<float> found =
        [
            scores.Of(CueLanguage.Turkish, CueSlot.Language),
            scores.Of(CueLanguage.Azerbaijani, CueSlot.Language),
            0,
            scores.Of(CueLanguage.English, CueSlot.Language) + (signs.Turkic > 0 ? 0 : MathF.Min(signs.W, 3) * 0.25f),
            scores.Of(CueLanguage.Other, CueSlot.Language) + Share(signs.OtherLatin, signs.Latin, 24),
        ];
        var turkic = MathF.Min(signs.Turkic, 8) * 0.25f;
        found[CueLanguage.Turkish] += turkic;
        found[CueLanguage.Azerbaijani] += turkic + (MathF.Min(signs.Schwa, 4) * 1.5f) + (MathF.Min(signs.BareQ, 4) * 0.4f) + (MathF.Min(signs.X, 3) * 0.2f);
        if (signs.Schwa == 0 && signs.Turkic >= 2)
        {
            // Who types ş and ğ types ə as well; the longer the text without it, the less it is Azerbaijani.
            found[CueLanguage.Turkish] += MathF.Min(0.4f + (signs.Latin / 120f), 1.2f);
        }

        var best = 0;
        var second = -1;
        for (var language = 1; language < found.Length; language++)
        {
            if (found[language] > found[best])
            {
                second = best;
                best = language;
            }
            else if (second < 0 || found[language] > found[second])
            {
                second = language;
            }
        }

        var hint = CueLanguage.Of(input.LanguageHint);
        var usual = CueLanguage.Of(input.DefaultLanguage);
        if (found[best] - found[second] < 0.3f || found[best] < Clear)
        {
            // Too close, or hardly anything: who wrote in this channel before decides between those that are possible.
            var wanted = hint is >= 0 and < CueLanguage.Other ? hint : usual;
            if (wanted is >= 0 and < CueLanguage.Other && (found[best] < Clear || found[best] - found[wanted] < 0.3f))
            {
                return new LanguageVerdict(wanted, found[best] < Clear ? 0.3f : 0.5f, wanted == hint ? ByHint : ByDefault);
            }

            if (found[best] < Clear)
            {
                return new LanguageVerdict(CueLanguage.Other, 0.2f, ByDefault);
            }
        }

        return new LanguageVerdict(best, Confidence(found[best], found[second]), best == CueLanguage.Azerbaijani && signs.Schwa > 0 ? ByLetters : ByWords);
    }

    private static float Share(int part, int whole, float full) => whole == 0 ? 0 : MathF.Min(full * part / whole, 3);

    private static float Confidence(float best, float second) => MathF.Min(0.99f, 0.5f + (0.5f * (best - second) / (best + 0.5f)));
}
