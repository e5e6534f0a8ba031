using System.Buffers;
using System.Runtime.CompilerServices;

namespace Ingestion.Classifier;

/// <summary>
/// Classifies by lists of cues in Turkish, Azerbaijani, Persian and English, in one pass over the text. Only the first 100,000
/// characters of subject and text together are read.
/// </summary>
public sealed class KeywordClassifier : IClassifier
{
    private const int MaxCharacters = 100_000;
    private const int StackBytes = 1024;
    private const float Unsure = 0.5f;

    private readonly CueList cues = CueList.Shared;

    /// <inheritdoc/>
    public Classification Classify(ClassifierInput input)
    {
        var subject = Head(input.Subject, MaxCharacters);
        var text = Head(input.Text, MaxCharacters - subject.Length);
        var size = subject.Length + text.Length + 3;
        if (size <= StackBytes)
        {
            return Classify(input, subject, text, stackalloc byte[StackBytes]);
        }

        var rented = ArrayPool<byte>.Shared.Rent(size);
        try
        {
            return Classify(input, subject, text, rented);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(rented, clearArray: true);
        }
    }

    private Classification Classify(ClassifierInput input, ReadOnlySpan<char> subject, ReadOnlySpan<char> text, Span<byte> buffer)
    {
        var signs = default(TextSigns);
        buffer[0] = Symbols.Space;
        var length = TextFolding.Append(subject, buffer, 1, ref signs);
        length = TextFolding.Append(text, buffer, length, ref signs);
        return Judge(input, signs, buffer[..length]);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private Classification Judge(ClassifierInput input, TextSigns signs, ReadOnlySpan<byte> words)
    {
        Span<float> points = stackalloc float[CueScores.Size];
        Span<ushort> strongest = stackalloc ushort[CueScores.Size];
        Span<ulong> seen = stackalloc ulong[(cues.Count / 64) + 1];
        points.Clear();
        strongest.Clear();
        seen.Clear();
        var scores = new CueScores(points, strongest, seen);
        scores.Collect(words, cues);

        var language = LanguageJudge.Decide(signs, scores, input);
        var list = language.Language == CueLanguage.Other ? -1 : language.Language;
        var kind = KindJudge.Decide(signs, scores, list, cues);
        var category = CategoryJudge.Decide(scores, list, cues);

        var reasons = default(ReasonList);
        reasons.Add(language.Reason);
        reasons.Add(kind.Reason);
        reasons.Add(category.Reason);
        var priority = PriorityJudge.Decide(scores, list, kind.Kind, cues, ref reasons);
        return new Classification
        {
            Language = CueLanguage.Tag(language.Language),
            LanguageConfidence = language.Confidence,
            Kind = kind.Kind,
            KindConfidence = kind.Confidence,
            Category = category.Category,
            CategoryConfidence = category.Confidence,
            Priority = priority,
            NeedsReview = kind.Confidence < Unsure || language.Language == CueLanguage.Other,
            Reasons = reasons.ToArray(),
        };
    }

    private static ReadOnlySpan<char> Head(string? text, int limit) => text is null ? default : text.AsSpan(0, Math.Min(text.Length, limit));
}
