using Ingestion.Worker.Matching;
using Xunit;

namespace Ingestion.Worker.Tests.Matching;

public sealed class ReferenceNumbersTests
{
    [Theory]
    [InlineData("Sipariş numaram 48213377.", "48213377", nameof(ReferenceSort.Matter))]
    [InlineData("48213377 numaralı siparişim nerede", "48213377", nameof(ReferenceSort.Matter))]
    [InlineData("Order no: SP-2026/00417", "sp202600417", nameof(ReferenceSort.Matter))]
    [InlineData("شماره سفارش من ۴۸۲۱۳۳۷۷ است", "48213377", nameof(ReferenceSort.Matter))]
    [InlineData("Sifariş № 51023", "51023", nameof(ReferenceSort.Matter))]
    [InlineData("51023 nömrəli qaimə", "51023", nameof(ReferenceSort.Matter))]
    [InlineData("Fatura no: 2026-004512'yi silin", "2026004512", nameof(ReferenceSort.Matter))]
    [InlineData("Müşteri numaram 7712345", "7712345", nameof(ReferenceSort.Party))]
    [InlineData("Beni 0 532 123 45 67 numarasından arayın", "5321234567", nameof(ReferenceSort.Party))]
    [InlineData("+90 (532) 123-45-67", "5321234567", nameof(ReferenceSort.Party))]
    [InlineData("00994 50 123 45 67", "501234567", nameof(ReferenceSort.Party))]
    [InlineData("تلفن من ۰۹۱۲۱۲۳۴۵۶۷", "9121234567", nameof(ReferenceSort.Party))]
    [InlineData("TR33 0006 1005 1978 6457 8413 26", "tr330006100519786457841326", nameof(ReferenceSort.Party))]
    [InlineData("4821 9930 1177", "482199301177", nameof(ReferenceSort.Tracking))]
    [InlineData("*48213377* siparişim", "48213377", nameof(ReferenceSort.Matter))]
    [InlineData("sadece 987654321", "987654321", nameof(ReferenceSort.Plain))]
    public void Find_NumberWithItsWords_IsNormalisedAndSorted(string text, string value, string sort) =>
        Assert.Equal([new ReferenceNumber(value, Enum.Parse<ReferenceSort>(sort))], ReferenceNumbers.Find(null, text));

    [Theory]
    [InlineData("1.250,50 TL aldınız")]
    [InlineData("12500 manat tutulub")]
    [InlineData("مبلغ ۲۵۰۰۰۰ تومان")]
    [InlineData("$ 250000 taken")]
    [InlineData("03.11.2026 tarihinde saat 14:30")]
    [InlineData("2026-11-03")]
    [InlineData("2024 yılından beri")]
    [InlineData("saat 15 gibi, 3 gün")]
    [InlineData("siparişi ************1111 kartımla ödedim")]
    [InlineData("siparişi **** **** **** 1111 kartımla ödedim")]
    [InlineData("order paid by **** ****** *1005.")]
    [InlineData("iban **** **** **** **** **** **13 26, kart ****-****-****-1111")]
    [InlineData("hiç sayı yok")]
    [InlineData("")]
    [InlineData("₺48213377")]
    public void Find_AmountsDatesAndYears_AreNone(string text) => Assert.Empty(ReferenceNumbers.Find(null, text));

    [Fact]
    public void Find_ThousandsOfNumbers_TakesTheFirst()
    {
        var text = string.Join(' ', Enumerable.Range(1_000_000, 50_000).Select(number => $"order {number}"));

        Assert.Equal(ReferenceNumbers.Most, ReferenceNumbers.Find(null, text).Count);
    }

    [Fact]
    public void Find_AnyCharacters_NeverThrows()
    {
        const string Letters = "0123456789۰۱٣９+-./,: ()#№TRabşə$₺'\uD800\uDC00\n";
        var random = new Random(5);
        for (var i = 0; i < 20_000; i++)
        {
            var text = new string(random.GetItems<char>(Letters, random.Next(1, 60)));
            Assert.All(ReferenceNumbers.Find(text, text), number => Assert.InRange(number.Value.Length, 1, 34));
        }
    }

    [Fact]
    public void Rarity_NumberThatManyComplaintsName_ProvesLittle()
    {
        var callCentre = new ReferenceNumber("4440123", ReferenceSort.Plain);

        Assert.Equal(1f, callCentre.Rarity(0));
        Assert.True(callCentre.Rarity(5_000) < 0.1f);
        Assert.True(new ReferenceNumber("4712", ReferenceSort.Matter).Rarity(0) < 0.5f);
        Assert.DoesNotContain("444", callCentre.ToString(), StringComparison.Ordinal);
    }
}
