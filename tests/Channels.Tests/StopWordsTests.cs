using Channels.Tests.Contracts;
using Ingestion.Channels;

namespace Channels.Tests;

public sealed class StopWordsTests
{
    public static TheoryData<string> Stops =>
    [
        "STOP", " stop\r\n", "Stop!", "\"stop\"", "ＳＴＯＰ", "s\u200Dtop", "stop all", "STOP  ALL", "Unsubscribe", "opt-out", "OPT OUT",
        "İPTAL", "iptal", "IPTAL", "ıptal", "RET", "red.", "DUR", "Durdur", "Listeden Çık", "listeden cik", "LİSTEDEN ÇIK", "abonelikten c\u0327ık",
        "DAYANDIR", "dayandır", "dayandir", "Dayandir", "LƏĞV ET", "ləğv et", "legv et", "imtina", "توقف",
        "لغو", "لغو11", "لغو۱۱", "لغو ١١", "لغو عضويت", "لغو عضویت", "\u200Fلغو\u200F", "پیام نده", "پيام نده",
    ];

    [Theory]
    [MemberData(nameof(Stops))]
    public void Read_StopWords_InEverySpellingAndCulture(string text)
    {
        Assert.Equal(ConsentChange.Stop, StopWords.Read(text));
        Assert.All(InCulture.Names, culture => Assert.Equal(ConsentChange.Stop, InCulture.Run(culture, () => StopWords.Read(text))));
    }

    [Theory]
    [InlineData("START")]
    [InlineData("Başla")]
    [InlineData("BASLA")]
    [InlineData("BAŞLAT")]
    [InlineData("شروع")]
    [InlineData("unstop")]
    public void Read_StartWords_AreStart(string text) => Assert.Equal(ConsentChange.Start, StopWords.Read(text));

    [Theory]
    [InlineData("")]
    [InlineData("   ")]
    [InlineData("!!!")]
    [InlineData("stop charging me twice")]
    [InlineData("please stop")]
    [InlineData("stop.my card is lost")]
    [InlineData("stopp")]
    [InlineData("iptal edin lütfen")]
    [InlineData("Kartım işləmir, dayandırın")]
    [InlineData("لطفا لغو کنید")]
    [InlineData("11")]
    [InlineData("yes")]
    [InlineData("cancel")]
    public void Read_AnythingElse_IsNoWord(string text) => Assert.Null(StopWords.Read(text));

    [Fact]
    public void Read_LoneSurrogate_IsNoWord() => Assert.Null(StopWords.Read("sto" + '\ud800' + "p"));

    [Fact]
    public void Read_LongText_IsNoWord()
    {
        Assert.Null(StopWords.Read(new string(' ', 100_000) + "stop"));
        Assert.Null(StopWords.Read("stop" + new string('x', 60)));
    }

    [Fact]
    public void Set_OwnWords_FoldedLikeTheTexts() => Assert.Equal([StopWords.Fold("BƏSDİR.")], StopWords.Set("bəsdir", ""));
}
