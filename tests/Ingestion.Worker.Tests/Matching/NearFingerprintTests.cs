using Ingestion.Bench.Matching;
using Ingestion.Worker.Matching;
using Xunit;

namespace Ingestion.Worker.Tests.Matching;

public sealed class NearFingerprintTests
{
    private const string Known = "39022 63484 3991 5129 53134 30743 55677 39992";
    private const long KnownKey = -7751225602614538938;
    private const string KnownStems = "29562777241014372 30124489975435371 30124765105000555 30406514942808064 32377664145084531 1152921504606846977 1152921504606846979 1152921504606846988 2335967499189129323 3458764513820541178 4641810508402823275";

    private const string Letter =
        "Geçen hafta mağazanızdan aldığım tencere takımının kapağı ilk yıkamada çatladı. Kasadaki görevli değişim yapamayacağını söyledi ve fişi geri vermedi. Yeni bir kapak gönderilmesini istiyorum.";

    [Fact]
    public void Of_SpellingsOfOneText_AreEqual()
    {
        var one = Print(Letter);
        var other = Print(TextDamage.Respell(Letter, "tr", new Random(1)).ToUpperInvariant());

        Assert.Equal(1f, one.SimilarityTo(other));
        Assert.Equal(Keys(one), Keys(other));
        Assert.Equal(one.Stems.ToArray(), other.Stems.ToArray());
    }

    [Fact]
    public void Of_KnownText_IsWhatIsStoredInPools()
    {
        // A change of the folding or the hashing makes every stored fingerprint worthless: it needs a migration that counts them anew.
        var print = Print("Sipariş numaram 48213377, tencere kapağı çatlak geldi.");

        Assert.Equal(128, print.Sketch.Length);
        Assert.Equal(Known, string.Join(' ', print.Sketch[..8].ToArray()));
        Assert.Equal(KnownKey, Keys(Print(Letter))[0]);

        var marked = Print("Kadıköy şubesi 250 lira istedi, internet kesik.");
        Assert.Equal(KnownStems, string.Join(' ', marked.Stems.ToArray().Where(stem => TextMark.KindOf(stem) <= TextMark.Place)));
    }

    [Theory]
    [InlineData("")]
    [InlineData(" \n ")]
    [InlineData("😡")]
    public void Of_NoText_IsLikeNothing(string text)
    {
        var print = Print(text);

        Assert.Equal(0f, print.SimilarityTo(print));
        Assert.Empty(Keys(print));
        Assert.Empty(print.Stems.ToArray());
    }

    [Theory]
    [InlineData("ok")]
    [InlineData("merhaba")]
    [InlineData("teşekkürler")]
    public void WriteKeys_TextThatSaysNothing_HasNone(string text) => Assert.Empty(Keys(Print(text)));

    [Fact]
    public void WriteKeys_TooShortForALetter_IsFoundByItsWordsOnItsDayAlone()
    {
        var print = Print("Trafo patladı, Yıldırım karanlıkta");
        Span<long> today = stackalloc long[NearFingerprint.WordKeys];
        Span<long> tomorrow = stackalloc long[NearFingerprint.WordKeys];
        var words = new WordFrequency();
        today = today[..print.WriteWordKeys(today, words, 20_000)];
        tomorrow = tomorrow[..print.WriteWordKeys(tomorrow, words, 20_001)];

        Assert.Empty(Keys(print));
        Assert.Equal(4, today.Length);
        Assert.Empty(today.ToArray().Intersect(tomorrow.ToArray()));
        Assert.Empty(today.ToArray().Except(print.AllKeys(20_000)));
        Assert.Empty(print.AllKeys(null));
    }

    [Fact]
    public void SimilarityTo_RandomDamage_IsSymmetricAndNearTheTruth()
    {
        var random = new Random(3);
        for (var every = 5; every < 80; every += 5)
        {
            var damaged = TextDamage.Mistype(Letter, random, every);
            var (one, other) = (Print(Letter), Print(damaged));

            Assert.Equal(one.SimilarityTo(other), other.SimilarityTo(one));
            Assert.InRange(one.SimilarityTo(other), Jaccard(Letter, damaged) - 0.2, Jaccard(Letter, damaged) + 0.2);
        }
    }

    [Fact]
    public void WriteKeys_HalfOfTheTextTheSame_ShareAKeyNearlyAlways()
    {
        var random = new Random(4);
        var found = 0;
        for (var i = 0; i < 200; i++)
        {
            var damaged = TextDamage.Mistype(Letter, random, 25);
            found += Keys(Print(Letter)).Intersect(Keys(Print(damaged))).Any() ? 1 : 0;
        }

        Assert.InRange(found, 185, 200);
    }

    [Fact]
    public void WriteKeys_OtherTexts_ShareNone()
    {
        const string Other = "Since this morning there is no internet in our street, the modem blinks red and the hotline does not answer at all.";

        Assert.Empty(Keys(Print(Letter)).Intersect(Keys(Print(Other))));
        Assert.InRange(Print(Letter).SimilarityTo(Print(Other)), 0f, 0.05f);
    }

    [Theory]
    [InlineData("sipar", "sipra", true)]
    [InlineData("sipar", "sipar", true)]
    [InlineData("sipar", "sipor", true)]
    [InlineData("sipar", "siapr", true)]
    [InlineData("sipar", "sipaa", true)]
    [InlineData("tence", "tenec", true)]
    [InlineData("tence", "tnce", false)]
    [InlineData("modem", "kapak", false)]
    [InlineData("kar", "kaz", false)]
    public void AreNear_Mistyped_IsSymmetric(string one, string other, bool expected)
    {
        Assert.Equal(expected, WordStem.AreNear(WordStem.Of(one), WordStem.Of(other)));
        Assert.Equal(expected, WordStem.AreNear(WordStem.Of(other), WordStem.Of(one)));
    }

    private static NearFingerprint Print(string text) => NearFingerprint.Of(ComparableText.Of(text));

    private static long[] Keys(NearFingerprint print)
    {
        var keys = new long[NearFingerprint.Bands];
        return keys[..print.WriteKeys(keys)];
    }

    private static double Jaccard(string one, string other)
    {
        var (left, right) = (Shingles(one), Shingles(other));
        return (double)left.Intersect(right).Count() / left.Union(right).Count();
    }

    private static HashSet<string> Shingles(string text)
    {
        var folded = $" {ComparableText.Of(text).Text} ";
        return [.. Enumerable.Range(0, folded.Length - 4).Select(at => folded.Substring(at, 5))];
    }
}
