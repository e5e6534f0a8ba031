using Ingestion.Classifier;
using Xunit;

namespace Classifier.Tests;

public sealed class CueListTests
{
    [Fact]
    public void Shared_Lists_HaveCuesForEverySlotInEveryLanguage()
    {
        var cues = CueList.Shared;
        for (var language = 0; language < CueLanguage.Other; language++)
        {
            var slots = Enumerable.Range(1, cues.Count).Select(number => cues[number]).Where(cue => cue.Language == language).Select(cue => cue.Slot).Distinct();
            Assert.Equal(Enumerable.Range(0, CueSlot.Count), slots.Order());
        }
    }

    [Theory]
    [InlineData("ŞİKÂYET Iğdır", "sikayet igdir")]
    [InlineData("şikayət", "sikayet")]
    [InlineData("ي ك ة أ ٣", "ی ک ه ا 3")]
    [InlineData("نمی شود", "نمی‌شود")]
    [InlineData("می شود", "میشود")]
    [InlineData("کِتـاب", "کتاب")]
    [InlineData("don’t", "dont")]
    [InlineData("  a,,b!  ", "a b")]
    public void Append_TwoSpellings_FoldAlike(string one, string other)
    {
        Assert.Equal(Fold(other), Fold(one));
    }

    private static byte[] Fold(string text)
    {
        var buffer = new byte[text.Length + 2];
        buffer[0] = Symbols.Space;
        var signs = default(TextSigns);
        return buffer[..TextFolding.Append(text, buffer, 1, ref signs)];
    }
}
