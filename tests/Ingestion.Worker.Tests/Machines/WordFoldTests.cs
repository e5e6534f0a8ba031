using Ingestion.Channels;
using Ingestion.Worker.Intake.Budgets;
using Ingestion.Worker.Intake.Machines;
using Xunit;

namespace Ingestion.Worker.Tests.Machines;

public sealed class WordFoldTests
{
    [Theory]
    [InlineData("OTOMATİK YANIT: Sipariş", "otomatik yanit: siparis")]
    [InlineData("Məzuniyyətdəyəm", "mezuniyyetdeyem")]
    [InlineData("پاسـخ خودكار", "پاسخ خودکار")]
    [InlineData("می\u200Cباشم", "می باشم")]
    [InlineData("I'm  away,\nbye!", "i am away bye ")]
    [InlineData("s\u0327ikayet", "sikayet")]
    [InlineData("\u200FAutomatic\u00A0reply\uFF1A x", "automatic reply: x")]
    public void Text_Spellings_AreOne(string text, string expected) => Assert.Equal(expected.TrimEnd(), WordFold.Text(text, 1000));

    [Theory]
    [InlineData("they say \"this is an automated message\" again", "they say again")]
    [InlineData("“bu otomatik bir mesajdır” diyor", "diyor")]
    [InlineData("«این پیام» می‌آید", "می اید")]
    [InlineData("he said 'we will get back to you' and didn't", "he said and didnt")]
    [InlineData("25'inde aldım, 30'unda bozuldu", "25inde aldim 30unda bozuldu")]
    [InlineData("an open \" quotation", "an open quotation")]
    public void Text_BetweenQuotationMarks_IsLeftOut(string text, string expected) => Assert.Equal(expected, WordFold.Text(text, 1000));

    [Theory]
    [InlineData("I am on leave", true)]
    [InlineData("I am on leaves", false)]
    [InlineData("xi am on leave", false)]
    [InlineData("xi am on leave, i am on leave", true)]
    public void Phrases_AreWholeWords(string text, bool expected) => Assert.Equal(expected, new Phrases("i am on leave").IsIn(WordFold.Text(text, 100)));

    [Fact]
    public void LongText_HasNoWordsOfMachines()
    {
        var text = "I am on annual leave and will be back in the office on Monday. " + string.Concat(Enumerable.Repeat("My parcel never came and nobody can tell me where it is. ", 30));

        Assert.Empty(MachineWords.Of(new InboundMessage { Medium = Medium.Email, Text = text }));
    }

    [Theory]
    [InlineData("+994501234567", "+994")]
    [InlineData("+905321234567", "+90")]
    [InlineData("+12025550100", "+1")]
    [InlineData("+79161234567", "+7")]
    [InlineData("+989121234567", "+98")]
    [InlineData("+35312345678", "+353")]
    public void CallingCode_OfANumber_IsItsCountrys(string number, string code) => Assert.Equal(code, CallingCode.Of(number));

    [Fact]
    public void TextKey_OfTheSameNoteWithOtherNumbers_IsOne()
    {
        const string Note = "Sayın müşterimiz, {0} numaralı sözleşmenizin ekstresi hazırdır, {1} tarihine kadar portaldan indirebilirsiniz, iyi günler dileriz.";

        Assert.Equal(TextKey.Of(string.Format(null, Note, 17, "1.12.2026")), TextKey.Of(string.Format(null, Note, "99-A", "31.12.2026")));
        Assert.NotEqual(TextKey.Of(Note), TextKey.Of(Note + " Görüşmek üzere"));
        Assert.Null(TextKey.Of("çalışmıyor"));
    }
}
