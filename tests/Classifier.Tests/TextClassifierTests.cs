using System.Diagnostics;
using System.Globalization;
using System.Text;
using Ingestion.Classifier;
using Xunit;

namespace Classifier.Tests;

public sealed class TextClassifierTests
{
    private static readonly string[] Samples =
    [
        "", " ", "?", "ŞİKAYETİM VAR, SİPARİŞ GELMEDİ IIIİİİ", "İnternet işləmir, şikayətim var", "سفارش من نرسيده و كسي پاسخ نمي‌دهد ۱۲۳", "The parcel never arrived",
        "Teşekkürler", "Straße ñandú œuvre", "Привет, где мой заказ?", "你好，我的订单在哪里？", "\uD800", "a\uDC00b\uD83D\uDE00", "\0\u0001\uFFFF", new string('i', 5_000),
        new string('\u0307', 10_000), "\u202E\u2066abc\u2069", new string('ə', 1_000_000),
    ];

    private readonly TextClassifier classifier = new();

    [Theory]
    [InlineData("Sipariş ettiğim buzdolabı iki haftadır gelmedi, kargo firması telefonu açmıyor", "tr", MessageKind.Complaint, Category.Delivery)]
    [InlineData("Proqram açılmır, yeniləmədən sonra tətbiqə girmək olmur", "az", MessageKind.Complaint, Category.TechnicalApp)]
    [InlineData("این گوشی بعد از دو روز خراب شد، کیفیت خیلی بدی دارد", "fa", MessageKind.Complaint, Category.ProductQuality)]
    [InlineData("You charged my card twice and I still have no refund", "en", MessageKind.Complaint, Category.BillingRefund)]
    public void Classify_PlainComplaint_IsUnderstood(string text, string language, MessageKind kind, Category category)
    {
        var answer = classifier.Classify(new ClassifierInput(text, DefaultLanguage: language == "en" ? "tr" : "en"));
        Assert.Equal((language, kind, category), (answer.Language, answer.Kind, answer.Category));
    }

    [Fact]
    public void Classify_RandomCharacters_NeverThrowsAndIsDeterministic()
    {
        var random = new Random(20261122);
        for (var i = 0; i < 1_000; i++)
        {
            var text = RandomText(random);
            var input = new ClassifierInput(text, text, i % 2 == 0 ? null : text, text);
            var first = classifier.Classify(input);
            Same(first, classifier.Classify(input));
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
    public async Task Classify_AnyCultureAndThread_GivesTheSame(string culture)
    {
        var expected = Samples.Select(text => classifier.Classify(new ClassifierInput(text))).ToArray();
        await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => Task.Run(() =>
        {
            CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo(culture);
            foreach (var (text, answer) in Samples.Zip(expected))
            {
                Same(answer, classifier.Classify(new ClassifierInput(text)));
            }
        })));
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
    public void Classify_NothingToGoBy_IsAComplaintForReviewInTheDefaultLanguage(string text)
    {
        var answer = classifier.Classify(new ClassifierInput(text, DefaultLanguage: "az"));
        Assert.Equal(("az", MessageKind.Complaint, true), (answer.Language, answer.Kind, answer.NeedsReview));
        Assert.True(answer.LanguageConfidence < 0.5);
    }

    [Theory]
    [InlineData("Где мой заказ? Я жду уже три недели.")]
    [InlineData("Ich habe meine Bestellung noch nicht erhalten und bin sehr enttäuscht.")]
    [InlineData("Je n'ai pas reçu ma commande et personne ne répond, c'est inadmissible.")]
    [InlineData("我的订单还没有到")]
    public void Classify_ForeignLanguage_IsOtherAndForReview(string text)
    {
        var answer = classifier.Classify(new ClassifierInput(text));
        Assert.Equal(("other", MessageKind.Complaint, true), (answer.Language, answer.Kind, answer.NeedsReview));
    }

    [Fact]
    public void Classify_Reasons_NeverComeFromTheText()
    {
        var answer = classifier.Classify(new ClassifierInput("Kargom gelmedi, sırrım: zebra-7781"));
        Assert.NotEmpty(answer.Reasons);
        Assert.DoesNotContain(answer.Reasons, reason => reason.Code.Contains("zebra", StringComparison.Ordinal) || reason.Code.Contains("7781", StringComparison.Ordinal));
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

    [Theory]
    [InlineData("Deputat bildirib ki, ötən il qəzalarda 120 nəfər ölüb")]
    [InlineData("Bakıda yanğın baş verdi, üç nəfər xəsarət aldı, yaralılar xəstəxanaya aparıldı")]
    public void Classify_IrrelevantButSomebodyIsHurt_IsAsUrgentAsAComplaintAndForReview(string text)
    {
        var answer = classifier.Classify(new ClassifierInput(text));
        Assert.Equal((MessageKind.Irrelevant, MessageKind.Complaint, true), (answer.Kind, answer.TreatedAs, answer.NeedsReview));
        Assert.True(answer.PriorityScore >= PriorityScale.Start(MessageKind.Complaint) + 80, $"{answer.PriorityScore} points");
    }

    [Fact]
    public void Classify_ClearlyIrrelevant_IsLeftAlone()
    {
        var answer = classifier.Classify(new ClassifierInput("Qurban bayramınız mübarək"));
        Assert.Equal((MessageKind.Irrelevant, MessageKind.Irrelevant, false, Priority.Low), (answer.Kind, answer.TreatedAs, answer.NeedsReview, answer.Priority));
    }

    [Fact]
    public void Classify_UnsureWithHint_TakesTheHintBeforeTheDefault()
    {
        Assert.Equal("tr", classifier.Classify(new ClassifierInput("12345", null, "tr-TR", "az")).Language);
        Assert.Equal("az", classifier.Classify(new ClassifierInput("12345", null, "xx-nonsense", "az")).Language);
    }

    [Theory]
    [InlineData("Şikâyetim var, siparişim gelmedi", "Sikayetim var, siparisim gelmedi")]
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

    /// <summary>It may be told with more haste.</summary>
    [Theory]
    [InlineData("Şikâyetim var, siparişim gelmedi", "SIKAYETIM VAR SIPARISIM GELMEDI")]
    [InlineData("The item doesn't work", "THE ITEM DOESN'T WORK")]
    public void Classify_Shouted_IsForTheSameDesk(string said, string shouted)
    {
        var first = classifier.Classify(new ClassifierInput(said));
        var second = classifier.Classify(new ClassifierInput(shouted));
        Assert.Equal((first.Kind, first.Category), (second.Kind, second.Category));
        Assert.InRange(second.Priority, first.Priority, Priority.High);
    }

    [Fact]
    public void Classify_SubjectAlone_Counts()
    {
        var answer = classifier.Classify(new ClassifierInput("", "Faturamda fazla ücret var, paramın iadesini istiyorum"));
        Assert.Equal(("tr", Category.BillingRefund), (answer.Language, answer.Category));
    }

    [Fact]
    public void Classify_NullText_IsEmptyText()
    {
        Assert.Equal(MessageKind.Complaint, classifier.Classify(default).Kind);
    }

    private static void Same(Classification expected, Classification actual)
    {
        Assert.Equal(expected with { Reasons = [], Categories = [] }, actual with { Reasons = [], Categories = [] });
        Assert.Equal(expected.Categories, actual.Categories);
        Assert.Equal(expected.Reasons, actual.Reasons);
    }

    private static string RandomText(Random random)
    {
        var text = new StringBuilder();
        var length = random.Next(0, 400);
        for (var i = 0; i < length; i++)
        {
            text.Append(random.Next(5) switch
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
