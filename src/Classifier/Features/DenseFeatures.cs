namespace Ingestion.Classifier.Features;

/// <summary>
/// Features with a place of their own, beside the hashed ones: what the cue words add up to, per list and slot, and signs of the whole
/// text (how long, how it ends). Few and strong, so that they keep their full weight in a long text.
/// </summary>
internal static class DenseFeatures
{
    public const int Count = Signs + 20;

    private const int Signs = CueScores.Size;
    private const float Most = 6;
    private const float Scale = 0.4f;

    public static void Fill(Span<float> dense, in CueScores scores, in TextSigns signs, ReadOnlySpan<char> text)
    {
        dense.Clear();
        for (var list = 0; list < CueLanguage.Count; list++)
        {
            for (var slot = 0; slot < CueSlot.Count; slot++)
            {
                dense[(list * CueSlot.Count) + slot] = MathF.Min(scores.Of(list, slot), Most) * Scale;
            }
        }

        var own = dense[Signs..];
        own[signs.Words switch { 0 => 0, 1 => 1, 2 => 2, <= 4 => 3, <= 8 => 4, <= 16 => 5, <= 32 => 6, <= 64 => 7, _ => 8 }] = 1;
        var end = text.TrimEnd();
        own[9] = signs.QuestionMarks > 0 ? 1 : 0;
        own[10] = end.EndsWith('?') || end.EndsWith('؟') ? 1 : 0;
        own[11] = end.EndsWith('!') ? 1 : 0;
        own[12] = signs.QuestionMarks > 2 ? 1 : 0;
        own[13] = text.Contains("http", StringComparison.OrdinalIgnoreCase) || text.Contains("www.", StringComparison.OrdinalIgnoreCase) ? 1 : 0;
        own[14] = signs.Schwa > 0 ? 1 : 0;
        own[15] = signs.Latin > 0 && signs.ArabicScript == 0 && signs.OtherScript == 0 ? 1 : 0;
        own[16] = signs.ArabicScript > signs.Latin ? 1 : 0;
        own[17] = signs.OtherScript > signs.Latin + signs.ArabicScript ? 1 : 0;
        own[18] = signs.AzerbaijaniCyrillic > 0 ? 1 : 0;
    }
}
