using System.Buffers;
using System.Collections.Frozen;
using Ingestion.Channels;
using Ingestion.Classifier;

namespace Ingestion.Worker.Intake;

/// <summary>Tells a short "thanks" or "all right" from a short "still broken", in what comes to a complaint that is over.</summary>
internal static class Courtesy
{
    /// <summary>The classifier must be so sure that a few words praise, or say nothing, before they count as no more than courtesy.</summary>
    private const float SurePraise = 0.6f;
    private const float SureNothing = 0.7f;

    private static readonly SearchValues<char> Between = SearchValues.Create(" \t\r\n.,;:!?…،؛؟()-");

    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> Words = FrozenSet.Create(
        StringComparer.OrdinalIgnoreCase,
        "ok", "okay", "okey", "okk", "thx", "ty", "noted", "received", "great", "fine", "good", "perfect", "merci", "mersi", "thanks", "all", "right", "very", "much", "so", "you", "thank", "bye", "hi", "hello",
        "tamam", "tamamdır", "tamamdir", "peki", "eyvallah", "oldu", "anladım", "anladim", "anlaşıldı", "anlasildi", "sağolun", "sagolun", "sağol", "teşekkürler", "tesekkurler", "tşk", "güzel", "süper", "aldım", "çok",
        "yaxşı", "yaxsi", "oldu", "aydındır", "aydindir", "sağ", "sag", "ol", "olun", "təşəkkürlər", "təşəkkür", "baş", "üstə",
        "باشه", "اوکی", "اوکیه", "مرسی", "ممنون", "ممنونم", "متشکرم", "سپاس", "خوبه", "عالی", "چشم", "حله", "فهمیدم", "خیلی", "سلام").GetAlternateLookup<ReadOnlySpan<char>>();

    public static bool IsAll(InboundMessage content, Classification classification) =>
        !IsPictureAlone(content) && IsCourteous(content.Written, classification);

    /// <summary>A photograph without a word shows something.</summary>
    private static bool IsPictureAlone(InboundMessage content) => content.Attachments.Count > 0 && string.IsNullOrWhiteSpace(content.Written);

    private static bool IsCourteous(string text, Classification classification) =>
        classification is { Kind: MessageKind.Praise, KindConfidence: >= SurePraise } or { Kind: MessageKind.Irrelevant, KindConfidence: >= SureNothing } || AreWords(text);

    /// <summary>Nothing but such words, or no word at all.</summary>
    private static bool AreWords(ReadOnlySpan<char> text)
    {
        while (!text.IsEmpty)
        {
            var start = text.IndexOfAnyExcept(Between);
            if (start < 0)
            {
                return true;
            }

            text = text[start..];
            var end = text.IndexOfAny(Between);
            var word = end < 0 ? text : text[..end];
            if (HasLetterOrDigit(word) && !Words.Contains(word))
            {
                return false;
            }

            text = text[word.Length..];
        }

        return true;
    }

    private static bool HasLetterOrDigit(ReadOnlySpan<char> word)
    {
        foreach (var character in word)
        {
            if (char.IsLetterOrDigit(character))
            {
                return true;
            }
        }

        return false;
    }
}
