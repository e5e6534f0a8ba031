using System.Text;
using Xunit;

namespace Classifier.Tests;

/// <summary>Our own labelled texts are well formed, differ from each other, and cover what docs/labelling.md names.</summary>
public sealed class LabelledTextTests
{
    private const int Shingle = 5;

    /// <summary>Stands for every handle in a post.</summary>
    private const string Handle = "@user";

    private static readonly string[] Channels = ["email", "sms", "social", "chat", "voicemail"];
    private static readonly string[] Marks = ["proper", "formal", "casual", "ascii", "typos", "shouting", "mixed", "dictated", "emoji", "latin", "cyrillic"];
    private static readonly string[] Kinds = ["complaint", "suggestion", "praise", "question", "irrelevant", "spam"];
    private static readonly string[] Categories =
        ["delivery", "product_quality", "billing_refund", "staff_service", "technical_app", "contract_cancellation", "privacy_legal", "other"];

    public static TheoryData<string> Languages => [.. LabelledText.Languages];

    [Theory]
    [MemberData(nameof(Languages))]
    public void Texts_Labels_AreKnown(string language)
    {
        foreach (var text in LabelledText.Read(language))
        {
            Assert.StartsWith($"{language}-", text.Id, StringComparison.Ordinal);
            Assert.Contains(text.Channel, Channels);
            Assert.All(text.Marks, mark => Assert.Contains(mark, Marks));
            Assert.Contains(text.Kind, Kinds);
            Assert.True(
                text.Kind is "irrelevant" or "spam" ? text.Category.Length == 0 : Categories.Contains(text.Category), $"{text.Id}: {text.Kind} with category {text.Category}");
            Assert.Contains(text.Priority, new[] { "0", "1", "2", "3" });
        }
    }

    [Theory]
    [MemberData(nameof(Languages))]
    public void Texts_Content_IsWholeAndNobodysAddress(string language)
    {
        foreach (var text in LabelledText.Read(language))
        {
            Assert.Equal(text.Text.Trim(), text.Text);
            Assert.NotEqual("", text.Text);
            Assert.True(text.Text.IsNormalized(NormalizationForm.FormC), $"{text.Id} is not composed");
            Assert.DoesNotContain(text.Text.Replace(Handle, "", StringComparison.Ordinal), one => char.IsControl(one) || one is '@' or '\uFFFD');
            Assert.False(HasLongNumber(text.Text), $"{text.Id} holds a number that could be somebody's");
        }
    }

    [Theory]
    [MemberData(nameof(Languages))]
    public void Texts_Marks_SayWhatCanBeSeen(string language)
    {
        foreach (var text in LabelledText.Read(language))
        {
            Assert.True(!text.Marks.Contains("ascii") || !text.Text.AsSpan().ContainsAny("çğıöşüəÇĞİÖŞÜƏ"), $"{text.Id} is marked as ASCII and is not");
            Assert.True(text.Marks.Contains("shouting") == (text.Text.Count(char.IsUpper) > text.Text.Count(char.IsLower)), $"{text.Id}: shouting or not?");
            Assert.True(text.Marks.Contains("dictated") == (text.Channel == "voicemail"), $"{text.Id}: dictated or not?");
        }
    }

    [Theory]
    [MemberData(nameof(Languages))]
    public void Texts_Ids_AreUnique(string language)
    {
        var ids = LabelledText.Read(language).Select(text => text.Id).ToList();

        Assert.Equal(ids.Count, ids.Distinct(StringComparer.Ordinal).Count());
    }

    [Theory]
    [MemberData(nameof(Languages))]
    public void Texts_NoTwo_AreNearlyTheSame(string language)
    {
        var texts = LabelledText.Read(language).Select(text => (text.Id, Shingles: ShinglesOf(text.Text))).ToList();
        var holders = new Dictionary<string, List<int>>(StringComparer.Ordinal);
        for (var i = 0; i < texts.Count; i++)
        {
            foreach (var (other, shared) in texts[i].Shingles.SelectMany(shingle => holders.GetValueOrDefault(shingle, [])).CountBy(other => other))
            {
                var all = texts[i].Shingles.Count + texts[other].Shingles.Count - shared;
                Assert.True(shared < 0.4 * all, $"{texts[other].Id} and {texts[i].Id} are nearly the same");
            }

            foreach (var shingle in texts[i].Shingles)
            {
                holders.TryAdd(shingle, []);
                holders[shingle].Add(i);
            }
        }
    }

    [Theory]
    [MemberData(nameof(Languages))]
    public void Texts_Counts_EachLabelHasEnough(string language)
    {
        var texts = LabelledText.Read(language);

        Assert.True(texts.Count >= 600, $"{texts.Count} texts");
        AssertAtLeast(texts, 200, text => text.Kind == "complaint");
        AssertAtLeast(texts, 120, text => text.Kind == "suggestion");
        AssertAtLeast(texts, 130, text => text.Kind == "question");
        AssertAtLeast(texts, 40, text => text.Kind == "praise");
        AssertAtLeast(texts, 30, text => text.Kind == "irrelevant");
        AssertAtLeast(texts, 25, text => text.Kind == "spam");
        Assert.All(Categories, category => AssertAtLeast(texts, 30, text => text.Category == category));
        foreach (var category in new[] { "contract_cancellation", "privacy_legal" })
        {
            AssertAtLeast(texts, 35, text => text.Category == category && text.Kind == "complaint");
            AssertAtLeast(texts, 18, text => text.Category == category && text.Kind == "suggestion");
            AssertAtLeast(texts, 25, text => text.Category == category && text.Kind == "question");
        }

        Assert.All(Channels, channel => AssertAtLeast(texts, 25, text => text.Channel == channel));
        Assert.All(Marks.Where(mark => IsPossible(language, mark)), mark => AssertAtLeast(texts, 3, text => text.Marks.Contains(mark)));
        Assert.All(new[] { "1", "2", "3" }, priority => AssertAtLeast(texts, 5, text => text.Priority == priority));
    }

    /// <summary>English has no letters to lose, Persian no capitals, and only two languages are written in two scripts.</summary>
    private static bool IsPossible(string language, string mark) => mark switch
    {
        "ascii" => language is "tr" or "az",
        "shouting" => language != "fa",
        "latin" => language == "fa",
        "cyrillic" => language == "az",
        _ => true,
    };

    private static void AssertAtLeast(IReadOnlyList<LabelledText> texts, int count, Func<LabelledText, bool> which, [System.Runtime.CompilerServices.CallerArgumentExpression(nameof(which))] string what = "")
    {
        var found = texts.Count(which);
        Assert.True(found >= count, $"{found} instead of {count}: {what}");
    }

    /// <summary>Seven digits in a row, spaces left out: a phone, a card, an identity number.</summary>
    private static bool HasLongNumber(string text)
    {
        var run = 0;
        foreach (var letter in text.Where(letter => letter is not (' ' or '-')))
        {
            run = char.IsAsciiDigit(letter) ? run + 1 : 0;
            if (run >= 7)
            {
                return true;
            }
        }

        return false;
    }

    private static HashSet<string> ShinglesOf(string text)
    {
        var letters = string.Concat(text.ToLowerInvariant().Where(char.IsLetterOrDigit));
        return letters.Length <= Shingle
            ? [letters.Length == 0 ? text : letters]
            : [.. Enumerable.Range(0, letters.Length - Shingle + 1).Select(at => letters.Substring(at, Shingle))];
    }
}
