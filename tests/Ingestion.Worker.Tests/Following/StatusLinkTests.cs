using System.Text;
using Ingestion.Worker.Following;
using Xunit;

namespace Ingestion.Worker.Tests.Following;

public sealed class StatusLinkTests
{
    private static readonly StatusLink Links = new(Encoding.ASCII.GetBytes("a key of the tests, 32 bytes long"));

    [Theory]
    [InlineData(1)]
    [InlineData(9_000_000_000_000)]
    public void Verify_OwnLink_NamesItsComplaint(long complaint)
    {
        var link = Links.Create(complaint);

        Assert.Equal(complaint, Links.Verify(link));
        Assert.Matches("^[0-9]+[.][A-Za-z0-9_-]{22}$", link);
    }

    [Fact]
    public void Verify_AnyChangedCharacterOrAnotherKey_IsNotOurs()
    {
        var link = Links.Create(4711);
        for (var i = 0; i < link.Length; i++)
        {
            var changed = link.ToCharArray();
            changed[i] = changed[i] == 'x' ? 'y' : 'x';
            Assert.Null(Links.Verify(new string(changed)));
        }

        Assert.Null(new StatusLink(Encoding.ASCII.GetBytes("another key")).Verify(link));
    }

    [Theory]
    [InlineData("")]
    [InlineData(".")]
    [InlineData("4711")]
    [InlineData("4711.")]
    [InlineData("-1.AAAAAAAAAAAAAAAAAAAAAA")]
    [InlineData("۴۷۱۱.AAAAAAAAAAAAAAAAAAAAAA")]
    [InlineData("99999999999999999999999999.AAAAAAAAAAAAAAAAAAAAAA")]
    public void Verify_NoLink_IsNotOurs(string text) => Assert.Null(Links.Verify(text));
}
