using Ingestion.Worker.Commands;
using Xunit;

namespace Ingestion.Worker.Tests.Commands;

public sealed class SavedNameTests
{
    [Theory]
    [InlineData("photo.jpg", "7-1-photo.jpg")]
    [InlineData("Şikayət.pdf", "7-1-Şikayət.pdf")]
    [InlineData(null, "7-1")]
    [InlineData("", "7-1")]
    [InlineData("...", "7-1")]
    [InlineData("../../etc/passwd", "7-1-_.._etc_passwd")]
    [InlineData("/etc/passwd", "7-1-_etc_passwd")]
    [InlineData("..\\..\\boot.ini", "7-1-_.._boot.ini")]
    [InlineData("C:\\x.exe", "7-1-C__x.exe")]
    [InlineData("a\0b\r\nc", "7-1-a_b__c")]
    [InlineData("\u202Egpj.exe", "7-1-_gpj.exe")]
    [InlineData("\u200B.htaccess", "7-1-_.htaccess")]
    [InlineData(".htaccess", "7-1-htaccess")]
    [InlineData("NUL", "7-1-NUL")]
    [InlineData("a b;$(rm -rf)", "7-1-a_b___rm_-rf_")]
    public void Of_AnyName_IsHarmless(string? name, string expected) => Assert.Equal(expected, SavedName.Of(7, 1, name));

    [Fact]
    public void Of_EndlessName_IsCut() => Assert.InRange(SavedName.Of(7, 1, new string('x', 5000)).Length, 10, 100);
}
