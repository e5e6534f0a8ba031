using Ingestion.Channels.Sms;

namespace Channels.Tests.Sms;

public sealed class SmsAlphabetTests
{
    [Theory]
    [InlineData("", 1)]
    [InlineData("Basvurunuz alindi. Takip no: 2026-000123. Yanit suresi 15 is gunudur.", 1)]
    [InlineData("Başvurunuz alındı. Takip no: 2026-000123. Yanıt süresi 15 iş günüdür.", 1)]
    [InlineData("Müraciətiniz qəbul edildi. Qeydiyyat nömrəsi: 2026-000123.", 1)]
    public void Segments_Samples_AsCounted(string text, int segments) => Assert.Equal(segments, SmsAlphabet.Segments(text));

    [Theory]
    [InlineData("a", 160, 1)]
    [InlineData("a", 161, 2)]
    [InlineData("a", 306, 2)]
    [InlineData("a", 307, 3)]
    [InlineData("€", 80, 1)]
    [InlineData("€", 81, 2)]
    [InlineData("€", 152, 2)]
    [InlineData("€", 153, 3)]
    [InlineData("ş", 70, 1)]
    [InlineData("ş", 71, 2)]
    [InlineData("ş", 134, 2)]
    [InlineData("ş", 135, 3)]
    [InlineData("😡", 35, 1)]
    [InlineData("😡", 36, 2)]
    [InlineData("😡", 66, 2)]
    [InlineData("😡", 67, 3)]
    [InlineData("س", 1600, 24)]
    public void Segments_Borders_NothingHalved(string letter, int count, int segments) =>
        Assert.Equal(segments, SmsAlphabet.Segments(string.Concat(Enumerable.Repeat(letter, count))));

    [Theory]
    [InlineData("ÖÜÇöü^{}[]~|\\€\f", true)]
    [InlineData("ç", false)]
    [InlineData("ğ", false)]
    [InlineData("ı", false)]
    [InlineData("İ", false)]
    [InlineData("ş", false)]
    [InlineData("ə", false)]
    [InlineData("س", false)]
    [InlineData("’", false)]
    [InlineData("`", false)]
    [InlineData("\t", false)]
    [InlineData("\ud800", false)]
    public void IsGsm7_Letters_AsInTheStandard(string text, bool isGsm7) => Assert.Equal(isGsm7, SmsAlphabet.IsGsm7(text));
}
