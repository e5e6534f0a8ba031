using Ingestion.Channels;

namespace Channels.Tests;

public sealed class HostNamesTests
{
    [Theory]
    [InlineData("https://media.example.com/a.png", true)]
    [InlineData("https://şikayet.example/a.png", true)]
    [InlineData("https://10.0.0.1/a.png", true)]
    [InlineData("https://a\u00ADb\uFFFF.example/", false)]
    public void IsReadable_NamesThatTheDnsCannotHave_AreNot(string url, bool isReadable) =>
        Assert.Equal(isReadable, Uri.TryCreate(url, UriKind.Absolute, out var address) && HostNames.IsReadable(address));

    [Fact]
    public void IsReadable_NameThatThePlatformReadsAndCannotWrite_IsNot()
    {
        var url = new Uri("https://ş\uFFFD/a.png");

        Assert.Throws<UriFormatException>(() => url.IdnHost);
        Assert.False(HostNames.IsReadable(url));
    }
}
