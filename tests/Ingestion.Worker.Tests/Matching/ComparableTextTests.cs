using System.Globalization;
using System.Text;
using Ingestion.Worker.Matching;
using Xunit;

namespace Ingestion.Worker.Tests.Matching;

public sealed class ComparableTextTests
{
    [Theory]
    [InlineData("Şikâyetim var, İĞNE ÇÖP ütü", "Sikayetim var, IGNE COP utu")]
    [InlineData("ışık IŞIK Işık", "isik isik isik")]
    [InlineData("Yaxşı, çox ağır", "Yaxshi, chox aghir")]
    [InlineData("Sifarişim gəlməyib", "Sifarisim gelmeyib")]
    [InlineData("می‌شود کتاب‌ها", "مي شود كتاب ها")]
    [InlineData("مشكلة", "مشکله")]
    [InlineData("ســـلام مُحَمَّد", "سلام محمد")]
    [InlineData("۱۲۳۴ ٥٦٧٨ ９０", "1234 5678 90")]
    [InlineData("ﬁne ＡＢＣ 𝐛𝐨𝐥𝐝", "fine abc bold")]
    [InlineData("çoooook kötüüü!!! 😡😡", "cok kotu")]
    [InlineData("Telekom'un faturası", "Telekomun faturasi")]
    [InlineData("a\u00ADb\u200Cc\u200D\u2060d", "abcd")]
    [InlineData("لا", "ﻻ")]
    public void Of_TwoSpellingsOfOneText_FoldAlike(string one, string other)
    {
        Assert.Equal(ComparableText.Of(one).Text, ComparableText.Of(other).Text);
        Assert.NotEqual("", ComparableText.Of(one).Text);
    }

    [Theory]
    [InlineData("kar", "kör")]
    [InlineData("فیلم", "قلم")]
    [InlineData("sipariş 12345", "sipariş 12346")]
    [InlineData("gaz", "kaz")]
    public void Of_DifferentWords_StayDifferent(string one, string other) =>
        Assert.NotEqual(ComparableText.Of(one).Text, ComparableText.Of(other).Text);

    [Theory]
    [InlineData("bak: https://shop.example/a?b=1 ve www.x.example", "bak xurl ve xurl")]
    [InlineData("Mail: (ali@example.com)", "mail xmail")]
    [InlineData("numaram 4821-9930-1177", "numaram xtrack")]
    [InlineData("رهگیری ۴۸۲۱ ۹۹۳۰ ۱۱۷۷ است", "رهگیری xtrack است")]
    [InlineData("482199301177", "xtrack")]
    public void Of_AddressesAndTrackingNumbers_BecomePlaceholders(string text, string expected) =>
        Assert.Equal(expected, ComparableText.Of(text).Text);

    [Fact]
    public void Of_GreetingClosingAndSignature_WeighLittle()
    {
        var text = ComparableText.Of("Sayın yetkili, tencerenin kapağı çatladı, yenisini gönderin. Saygılarımla, Şule Aydın Karşıyaka");

        var weights = text.Words.ToArray().ToDictionary(word => text[word].ToString(), word => word.Weight, StringComparer.Ordinal);
        Assert.Equal(WordWeights.Little, weights["sayin"]);
        Assert.Equal(WordWeights.Full, weights["tencerenin"]);
        Assert.Equal(WordWeights.Little, weights["sule"]);
        Assert.Equal(WordWeights.Little, weights["karsiyaka"]);
    }

    [Fact]
    public void Of_AnyCodePoint_FoldsToWhatStaysAsItIs()
    {
        var text = new StringBuilder();
        for (var codePoint = 0; codePoint <= 0x10FFFF; codePoint++)
        {
            if (!Rune.IsValid(codePoint))
            {
                continue;
            }

            text.Append(new Rune(codePoint).ToString()).Append(codePoint % 5 == 0 ? " " : "");
            if (text.Length > 4_000)
            {
                AssertStable(text.ToString());
                text.Clear();
            }
        }
    }

    [Fact]
    public void Of_RandomTexts_FoldingTwiceIsFoldingOnce()
    {
        const string Letters = "aAıIiİsShHcCgGğşçəƏ هاییميترن\u200C\u0640\u064B۱۲34- .,'@/:wx\uD83D\uDE21\uD800\uDC00\n";
        var random = new Random(20261122);
        for (var i = 0; i < 20_000; i++)
        {
            AssertStable(new string(random.GetItems<char>(Letters, random.Next(1, 40))));
        }
    }

    [Theory]
    [InlineData("x")]
    [InlineData("e\u0301\u0301\u0301")]
    [InlineData("\uD800")]
    [InlineData("\uDC00\uD800 ")]
    [InlineData("ﷺ")]
    [InlineData("1 ")]
    [InlineData("😡")]
    [InlineData("می ")]
    [InlineData("@")]
    public void Of_EndlessTexts_AreBounded(string part)
    {
        var text = string.Concat(Enumerable.Repeat(part, 1_000_000 / part.Length));
        NearFingerprint.Of(ComparableText.Of("tables are read once"));
        var before = GC.GetAllocatedBytesForCurrentThread();

        var folded = ComparableText.Of(text);
        NearFingerprint.Of(folded);

        Assert.InRange(folded.Text.Length, 0, ComparableText.MaxKept + 32);

        // Code that is not optimised yet allocates for each word.
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 4_000_000);
    }

    [Fact]
    public void Of_TenThousandMarksOnOneLetter_IsTheLetter() =>
        Assert.Equal("e", ComparableText.Of("e" + new string('\u0301', 10_000)).Text);

    [Theory]
    [InlineData("tr-TR")]
    [InlineData("az-Latn-AZ")]
    [InlineData("fa-IR")]
    [InlineData("")]
    public void Of_AnyCulture_FoldsAlike(string culture)
    {
        var before = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo(culture);
            Assert.Equal("iade istiyorum fis no 1250 ilgili", ComparableText.Of("İADE ISTIYORUM, FİŞ NO: 1250 İLGİLİ").Text);
            Assert.Equal(ReferenceNumbers.Find(null, "FATURA NO: ۱۲۳۴۵۶").Single(), ReferenceNumbers.Find(null, "fatura no: 123456").Single());
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    private static void AssertStable(string text)
    {
        var once = ComparableText.Of(text).Text;
        Assert.Equal(once, ComparableText.Of(once).Text);
    }
}
