using System.Globalization;
using System.Text;
using Ingestion.Mail.Mime;
using Xunit;

namespace Mail.Tests.Mime;

public sealed class FileNamesTests
{
    [Theory]
    [InlineData("şikayət məktubu.pdf", "şikayət məktubu.pdf")]
    [InlineData("../../etc/passwd", "passwd")]
    [InlineData("C:\\Windows\\win.ini", "win.ini")]
    [InlineData("/etc/", null)]
    [InlineData("..", null)]
    [InlineData(" . ", null)]
    [InlineData("", null)]
    [InlineData(null, null)]
    [InlineData(".htaccess", "htaccess")]
    [InlineData("\u200B.htaccess", "htaccess")]
    [InlineData("a\0b\r\n.txt", "ab .txt")]
    [InlineData("in\u202Egpj.exe", "ingpj.exe")]
    [InlineData("invoice.pdf                         .exe", "invoice.pdf .exe")]
    [InlineData("a<b>c:d\"e|f?g*.txt", "a_b_c_d_e_f_g_.txt")]
    [InlineData("con", "_con")]
    [InlineData("NUL .txt", "_NUL .txt")]
    [InlineData("LPT¹.txt", "_LPT¹.txt")]
    [InlineData("COM10.txt", "COM10.txt")]
    [InlineData("name.txt. . ", "name.txt")]
    [InlineData("e\u0301.txt", "\u00E9.txt")]
    [InlineData("\uE000\uFFF9x", "x")]
    public void Clean_OddNames_AreHarmless(string? name, string? expected) => Assert.Equal(expected, FileNames.Clean(name));

    [Fact]
    public void Clean_LoneSurrogate_IsReplaced() => Assert.Equal("\uFFFDa", FileNames.Clean("\uD800a"));

    [Theory]
    [InlineData("a", 5_000)]
    [InlineData("ş", 5_000)]
    [InlineData("😀", 5_000)]
    [InlineData("e\u0301\u0302\u0303", 5_000)]
    [InlineData("\u0301", 10_000)]
    [InlineData("👨‍👩‍👧‍👦", 1_000)]
    public void Clean_LongName_IsBoundedAndKeepsItsExtension(string piece, int times)
    {
        var clean = FileNames.Clean(string.Concat(Enumerable.Repeat(piece, times)) + ".docx")!;
        Assert.EndsWith(".docx", clean);
        Assert.InRange(Encoding.UTF8.GetByteCount(clean), 1, 200);
        Assert.InRange(new StringInfo(clean).LengthInTextElements, 1, 120);
        Assert.DoesNotContain('\uFFFD', clean);
    }

    [Fact]
    public void Clean_LongExtension_IsCutToo() => Assert.InRange(FileNames.Clean("a." + new string('x', 5_000))!.Length, 100, 120);
}
