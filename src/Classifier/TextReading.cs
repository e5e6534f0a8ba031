using Ingestion.Classifier.Features;
using Ingestion.Classifier.Models;
using Ingestion.Classifier.Rules;

namespace Ingestion.Classifier;

/// <summary>Reads a text once for everything that the model asks of it.</summary>
internal static class TextReading
{
    /// <summary>Characters of subject and text that cues are searched in.</summary>
    public const int MaxCharacters = 100_000;

    /// <summary>Fills the scratch's ids and dense features; returns how many ids.</summary>
    public static int Read(string? subject, string? text, FeatureScratch scratch, WordVectors words)
    {
        Span<float> points = stackalloc float[CueScores.Size];
        Span<ushort> strongest = stackalloc ushort[CueScores.Size];
        Span<ulong> seen = stackalloc ulong[(CueList.Shared.Count / 64) + 1];
        var scores = new CueScores(points, strongest, seen);
        scoped var hits = default(RuleHits);
        return Read(subject, text, scratch, words, scores, null, ref hits, out _);
    }

    /// <summary>The same, leaving what the cues add up to, what the rules name and what the letters say to the caller.</summary>
    public static int Read(string? subject, string? text, FeatureScratch scratch, WordVectors words, scoped in CueScores scores, PriorityRules? rules, scoped ref RuleHits hits, out TextSigns signs)
    {
        var head = Head(subject, MaxCharacters);
        var body = Head(text, MaxCharacters - head.Length);
        signs = FindCues(head, body, scratch, scores, rules, ref hits);
        DenseFeatures.Fill(scratch.Dense, scores, signs, body.IsEmpty ? head : body);
        var count = FeatureReader.Read(head, body, scratch);
        words.Fill(scratch.Stems.AsSpan(0, scratch.StemCount), scratch.Dense.AsSpan(DenseFeatures.Words));
        return count;
    }

    private static TextSigns FindCues(ReadOnlySpan<char> subject, ReadOnlySpan<char> text, FeatureScratch scratch, scoped in CueScores scores, PriorityRules? rules, scoped ref RuleHits hits)
    {
        var signs = default(TextSigns);
        var symbols = scratch.ReserveSymbols(subject.Length + text.Length + 3);
        scores.Clear();
        symbols[0] = Symbols.Space;
        var length = TextFolding.Append(subject, symbols, 1, ref signs);
        length = TextFolding.Append(text, symbols, length, ref signs);
        scores.Collect(symbols[..length], CueList.Shared);
        if (rules is not null)
        {
            if (signs.OtherScript > 0 && CyrillicAzerbaijani.InLatin(subject, text) is { } latin)
            {
                text = latin.AsSpan(subject.Length);
                subject = latin.AsSpan(0, subject.Length);
                length = FoldAgain(subject, text, symbols, length);
            }

            rules.Collect(symbols[..length], new SentenceMarks(subject, text, scratch), ref hits);
        }

        symbols[..length].Clear();
        return signs;
    }

    private static int FoldAgain(ReadOnlySpan<char> subject, ReadOnlySpan<char> text, Span<byte> symbols, int before)
    {
        var unread = default(TextSigns);
        symbols[1..before].Clear();
        return TextFolding.Append(text, symbols, TextFolding.Append(subject, symbols, 1, ref unread), ref unread);
    }

    private static ReadOnlySpan<char> Head(string? text, int limit) => text is null ? default : text.AsSpan(0, Math.Min(text.Length, limit));
}
