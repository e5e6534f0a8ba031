using Ingestion.Mail.Imap;
using Xunit;

namespace Mail.Tests.Imap;

public sealed class UidSetTests
{
    [Theory]
    [InlineData("7", 7u)]
    [InlineData("5:9,12,40:41", 5u, 6u, 7u, 8u, 9u, 12u, 40u, 41u)]
    [InlineData("1,3", 3u, 1u, 3u)]
    [InlineData("4294967294:4294967295", 4294967295u, 4294967294u)]
    public void Of_Uids_ShortestSet(string expected, params uint[] uids) => Assert.Equal(expected, UidSet.Of(uids));

    [Fact]
    public void Range_Open_EndsInStar() => Assert.Equal("8:*", UidSet.Range(8));
}
