using System.Text;
using Ingestion.Worker.Storage;
using Xunit;

namespace Ingestion.Worker.Tests.Storage;

public sealed class StorableTextTests
{
    /// <summary>Not as a theory: half pairs do not survive in an attribute.</summary>
    [Fact]
    public void Clean_AnyText_IsStorable()
    {
        (string Text, string Expected)[] cases =
        [
            ("", ""),
            ("Şikâyət 😀", "Şikâyət 😀"),
            ("a\0b", "a\ufffdb"),
            ("\ud83d", "\ufffd"),
            ("\ude00x", "\ufffdx"),
            ("a\ud83d\ud83d\ude00b", "a\ufffd😀b"),
            ("😀\0", "😀\ufffd"),
        ];
        foreach (var (text, expected) in cases)
        {
            var clean = StorableText.Clean(text, 1000);

            Assert.Equal(expected, clean);
            Assert.Equal(clean, Encoding.UTF8.GetString(new UTF8Encoding(false, throwOnInvalidBytes: true).GetBytes(clean)));
        }
    }

    [Fact]
    public void Clean_Null_StaysNull() => Assert.Null(StorableText.Clean(null, 10));

    [Fact]
    public void Clean_UnchangedText_IsNotCopied()
    {
        var text = new string('ş', 50);

        Assert.Same(text, StorableText.Clean(text, 50));
    }

    [Theory]
    [InlineData(5, "abcde")]
    [InlineData(4, "abcd")]
    public void Clean_LongerThanTheLimit_IsCut(int limit, string expected) => Assert.Equal(expected, StorableText.Clean("abcdefg", limit));

    [Fact]
    public void Clean_LimitInsideAPair_CutsBeforeIt() => Assert.Equal("ab", StorableText.Clean("ab😀cd", 3));
}
