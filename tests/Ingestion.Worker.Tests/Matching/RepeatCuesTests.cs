using Ingestion.Worker.Matching;
using Xunit;

namespace Ingestion.Worker.Tests.Matching;

public sealed class RepeatCuesTests
{
    [Theory]
    [InlineData("dün de yazdım, hâlâ bağlanamıyorum", "Told")]
    [InlineData("kartim nerde kacinci yazisim", "Told")]
    [InlineData("yene yaziram, ocaq yanmır", "Told")]
    [InlineData("در نامه قبلی اشتباه نوشتم", "Told")]
    [InlineData("I told you yesterday", "Told")]
    [InlineData("I am writing about my complaint", "Told")]
    [InlineData("My complaint: the parcel arrived wet", "Unanswered")]
    [InlineData("faktura səhvdir, düzəliş edin", "Unanswered")]
    [InlineData("I told the driver", "None")]
    [InlineData("hiç aramadınız", "Unanswered")]
    [InlineData("şikayət edirəm, baxan yoxdur", "Unanswered")]
    [InlineData("کسی نیومد", "Unanswered")]
    [InlineData("this is the third time", "Unanswered")]
    [InlineData("hala gelmedi", "Again")]
    [InlineData("hələ də gəlməyib", "Again")]
    [InlineData("هنوز نیامده", "Again")]
    [InlineData("still broken", "Again")]
    [InlineData("the lid is cracked", "None")]
    [InlineData("", "None")]
    public void Repeats_WordingOfWhoComesBack_IsRead(string text, string expected) => Assert.Equal(expected, NearFingerprint.Of(ComparableText.Of(text)).Repeats.ToString());
}
