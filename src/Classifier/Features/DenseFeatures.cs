using Ingestion.Classifier.Models;

namespace Ingestion.Classifier.Features;

/// <summary>
/// Features with a place of their own, beside the hashed ones: what the cue words add up to, per list and slot, signs of the whole
/// text (how long, how it ends), and what its words are about (<see cref="WordVectors"/>). Few and strong, so that they keep their full weight in a long text.
/// </summary>
internal static class DenseFeatures
{
    public const int Count = Words + WordVectors.Size;

    /// <summary>The first of the places for what the words are about.</summary>
    public const int Words = Signs + 44;

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
        FillShape(own[20..], TextShape.Of(text));
    }

    private static void FillShape(Span<float> own, in TextShape shape)
    {
        var letters = shape.Capitals + shape.Smalls;
        if (letters >= 8)
        {
            own[((shape.Capitals * 100) / letters) switch { < 12 => 1, < 35 => 2, < 70 => 3, _ => 4 }] = 1;
        }

        own[(shape.Digits * 100 / Math.Max(1, letters + shape.Digits)) switch { 0 => 5, < 4 => 6, < 10 => 7, < 25 => 8, _ => 9 }] = 1;
        own[10] = shape.Phones > 0 ? 1 : 0;
        own[11] = shape.Phones > 1 ? 1 : 0;
        own[12] = shape.ShortCodes > 0 ? 1 : 0;
        own[13] = shape.Money > 0 ? 1 : 0;
        own[14] = shape.Money > 1 ? 1 : 0;
        own[15] = shape.Percents > 0 ? 1 : 0;
        own[16] = shape.Exclamations > 0 ? 1 : 0;
        own[17] = shape.Exclamations > 2 ? 1 : 0;
        own[18] = shape.Mentions > 0 ? 1 : 0;
        own[19] = shape.Pictures > 0 ? 1 : 0;
        own[20] = shape.Lines > 1 ? 1 : 0;
        own[21] = shape.Lines > 8 ? 1 : 0;
    }
}
