using System.Diagnostics;
using System.Globalization;
using System.Text;
using Ingestion.Classifier;
using Xunit;

namespace Classifier.Tests;

public sealed class KeywordClassifierTests
{
    private static readonly string[] Samples =
    [
        "", " ", "?", "ŞİKAYETİM VAR, SİPARİŞ GELMEDİ IIIİİİ", "İnternet işləmir, şikayətim var", "سفارش من نرسيده و كسي پاسخ نمي‌دهد ۱۲۳", "The parcel never arrived",
        "Teşekkürler", "Straße ñandú œuvre", "Привет, где мой заказ?", "你好，我的订单在哪里？", "\uD800", "a\uDC00b\uD83D\uDE00", "\0\u0001\uFFFF", new string('i', 5_000),
        new string('\u0307', 3_000), "mi mi mi می می می", "\u202E\u2066abc\u2069",
    ];

    private readonly KeywordClassifier classifier = new();

    [Fact]
    public void Classify_RandomCharacters_NeverThrowsAndIsDeterministic()
    {
        var random = new Random(20261121);
        for (var i = 0; i < 2_000; i++)
        {
            var text = RandomText(random);
            var first = classifier.Classify(new ClassifierInput(text, text, i % 2 == 0 ? null : text, text));
            var second = classifier.Classify(new ClassifierInput(text, text, i % 2 == 0 ? null : text, text));
            Same(first, second);
            Assert.InRange(first.LanguageConfidence, 0, 1);
            Assert.InRange(first.KindConfidence, 0, 1);
            Assert.InRange(first.CategoryConfidence, 0, 1);
            Assert.Contains(first.Language, new[] { "tr", "az", "fa", "en", "other" });
        }
    }

    [Theory]
    [InlineData("tr-TR")]
    [InlineData("az-Latn-AZ")]
    [InlineData("fa-IR")]
    [InlineData("")]
    public void Classify_AnyCulture_GivesTheSame(string culture)
    {
        var before = CultureInfo.CurrentCulture;
        CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo("en-GB");
        var expected = Samples.Select(text => classifier.Classify(new ClassifierInput(text))).ToArray();
        CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo(culture);
        try
        {
            foreach (var (text, answer) in Samples.Zip(expected))
            {
                Same(answer, classifier.Classify(new ClassifierInput(text)));
            }
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Fact]
    public async Task Classify_ManyThreads_GiveTheSame()
    {
        var expected = Samples.Select(text => classifier.Classify(new ClassifierInput(text))).ToArray();
        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() =>
        {
            for (var round = 0; round < 20; round++)
            {
                for (var i = 0; i < Samples.Length; i++)
                {
                    Same(expected[i], classifier.Classify(new ClassifierInput(Samples[i])));
                }
            }
        })));
    }

    [Theory]
    [InlineData("müşteri hizmetleri ")]
    [InlineData("b")]
    [InlineData("\uD800")]
    [InlineData("می ")]
    [InlineData("ücret iadesi ücret iade ")]
    [InlineData("?\0")]
    public void Classify_Megabyte_EndsSoon(string unit)
    {
        var text = string.Concat(Enumerable.Repeat(unit, 1_000_000 / unit.Length));
        classifier.Classify(new ClassifierInput(text));
        var watch = Stopwatch.StartNew();
        classifier.Classify(new ClassifierInput(text, text));
        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(10), watch.Elapsed.ToString());
    }

    [Fact]
    public void Classify_TwoHundredCharacters_AllocatesAtMostAKilobyte()
    {
        const string Text = "Siparişim üç haftadır gelmedi, müşteri hizmetlerini aradım, avukatıma gideceğim, kartımdan izinsiz çekim var ve bilgilerim paylaşılmış. Yanıt bekliyorum. Şarj aleti de patladı, annem yaşlı, acil!";
        classifier.Classify(new ClassifierInput(Text));
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 100; i++)
        {
            classifier.Classify(new ClassifierInput(Text));
        }

        Assert.InRange((GC.GetAllocatedBytesForCurrentThread() - before) / 100, 1, 1_024);
    }

    [Theory]
    [InlineData("")]
    [InlineData("   \r\n ")]
    [InlineData("12345")]
    [InlineData("xyzzy plugh frotz")]
    public void Classify_NothingToGoBy_IsAComplaintForReviewInTheDefaultLanguage(string text)
    {
        var answer = classifier.Classify(new ClassifierInput(text, DefaultLanguage: "az"));
        Assert.Equal("az", answer.Language);
        Assert.Equal(MessageKind.Complaint, answer.Kind);
        Assert.True(answer.NeedsReview);
        Assert.True(answer.LanguageConfidence < 0.5);
    }

    [Fact]
    public void Classify_UnsureWithHint_TakesTheHintBeforeTheDefault()
    {
        Assert.Equal("tr", classifier.Classify(new ClassifierInput("xyzzy", null, "tr-TR", "az")).Language);
        Assert.Equal("az", classifier.Classify(new ClassifierInput("xyzzy", null, "xx-nonsense", "az")).Language);
        Assert.Equal("other", classifier.Classify(new ClassifierInput("xyzzy", null, null, "de")).Language);
    }

    [Theory]
    [InlineData("Где мой заказ? Я жду уже три недели.")]
    [InlineData("Ich habe meine Bestellung noch nicht erhalten und bin sehr enttäuscht.")]
    [InlineData("Je n'ai pas reçu ma commande et personne ne répond, c'est inadmissible.")]
    [InlineData("No he recibido el pedido y nadie contesta, estoy muy decepcionado.")]
    [InlineData("لم يصل الطلب حتى الآن ولا أحد يرد على اتصالاتي، هذا غير مقبول")]
    [InlineData("میرا آرڈر ابھی تک نہیں آیا، کوئی جواب نہیں دے رہا ہے")]
    [InlineData("我的订单还没有到")]
    public void Classify_ForeignLanguage_IsOtherAndForReview(string text)
    {
        var answer = classifier.Classify(new ClassifierInput(text));
        Assert.Equal("other", answer.Language);
        Assert.Equal(MessageKind.Complaint, answer.Kind);
        Assert.True(answer.NeedsReview);
    }

    [Theory]
    [InlineData("Şikâyetim var, siparişim gelmedi", "SIKAYETIM VAR SIPARISIM GELMEDI")]
    [InlineData("İade ödemesi yapılmadı", "iade odemesi yapilmadi")]
    [InlineData("Məhsul keyfiyyətsizdir", "mehsul keyfiyyetsizdir")]
    [InlineData("کالا خراب بود و پشتیبانی جواب نمی‌دهد", "كالا خراب بود و پشتيباني جواب نمي دهد")]
    [InlineData("The item doesn't work", "the item doesn’t work")]
    public void Classify_TwoSpellings_AreJudgedAlike(string one, string other)
    {
        var first = classifier.Classify(new ClassifierInput(one));
        var second = classifier.Classify(new ClassifierInput(other));
        Assert.Equal((first.Kind, first.Category, first.Priority), (second.Kind, second.Category, second.Priority));
    }

    [Fact]
    public void Classify_SubjectAlone_Counts()
    {
        var answer = classifier.Classify(new ClassifierInput("", "Paramın iadesini istiyorum"));
        Assert.Equal(("tr", Category.BillingRefund), (answer.Language, answer.Category));
    }

    [Fact]
    public void Classify_NullText_IsEmptyText()
    {
        Assert.Equal(MessageKind.Complaint, classifier.Classify(default).Kind);
    }

    [Fact]
    public void Classify_Reasons_ComeFromTheListsNeverFromTheText()
    {
        var answer = classifier.Classify(new ClassifierInput("Kargom gelmedi, sırrım: zebra-7781"));
        Assert.NotEmpty(answer.Reasons);
        Assert.DoesNotContain(answer.Reasons, reason => reason.Code.Contains("zebra", StringComparison.Ordinal) || reason.Code.Contains("7781", StringComparison.Ordinal));
        Assert.All(answer.Reasons, reason => Assert.Contains(reason.Aspect, new[] { "language", "kind", "category", "priority" }));
    }

    private static void Same(Classification expected, Classification actual)
    {
        Assert.Equal(expected with { Reasons = [] }, actual with { Reasons = [] });
        Assert.Equal(expected.Reasons, actual.Reasons);
    }

    private static string RandomText(Random random)
    {
        var text = new StringBuilder();
        var length = random.Next(0, 400);
        for (var i = 0; i < length; i++)
        {
            text.Append(random.Next(6) switch
            {
                0 => (char)random.Next(0, 0x10000),
                1 => (char)random.Next(0xD800, 0xE000),
                2 => (char)random.Next(0x600, 0x700),
                3 => ' ',
                _ => (char)random.Next('a', 'z' + 1),
            });
        }

        return text.ToString();
    }
}
