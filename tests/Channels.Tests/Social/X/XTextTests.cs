using Ingestion.Channels.Social.X;

namespace Channels.Tests.Social.X;

public sealed class XTextTests
{
    [Theory]
    [InlineData("", 0)]
    [InlineData("Şikayətiniz qeydə alındı", 24)]
    [InlineData("Жалоба", 6)]
    [InlineData("شکایت‌ها", 8)]
    [InlineData("“a” – b…", 9)]
    [InlineData("投诉", 4)]
    [InlineData("a 😡", 4)]
    [InlineData("e\u0301", 1)]
    [InlineData("bax: https://t.co/a indi", 33)]
    [InlineData("bax: https://example.az/uzun/yol/ki/iyirmi/uc/herfden/coxdur", 60)]
    public void WeightOf_Text_AsXWeighs(string text, int weight) => Assert.Equal(weight, XText.WeightOf(text));

    [Theory]
    [InlineData("https://example.az", true)]
    [InlineData("bax www.example", true)]
    [InlineData("example.az saytı", true)]
    [InlineData("bankı.az", true)]
    [InlineData("Bitdi.Sonra", true)]
    [InlineData("Qeydə alındı. Sizə yazacağıq.", false)]
    [InlineData("1234-5678-9012", false)]
    [InlineData("saat 9.30, 12.5 AZN", false)]
    [InlineData("شکایت ثبت شد.", false)]
    [InlineData(".", false)]
    public void HasLink_Text_CautiouslyTold(string text, bool expected) => Assert.Equal(expected, XText.HasLink(text));

    [Theory]
    [InlineData("a &amp; b &lt;c&gt;", "a & b <c>")]
    [InlineData("&amp;lt; &quot;", "&lt; &quot;")]
    [InlineData("yox", "yox")]
    public void Unescape_ThreeSigns_AndNoOthers(string given, string text) => Assert.Equal(text, XText.Unescape(given));

    [Theory]
    [InlineData("@ours dur", "dur")]
    [InlineData("  @ours @other_1  kart @third", "kart @third")]
    [InlineData("@ours", "")]
    [InlineData("@ dur", "@ dur")]
    [InlineData("@@a", "@@a")]
    [InlineData("", "")]
    public void WithoutNames_Text_BeginsBehindThem(string text, string rest) => Assert.Equal(rest, XText.WithoutNames(text));
}
