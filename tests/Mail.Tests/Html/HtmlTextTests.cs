using Ingestion.Mail.Html;
using Xunit;

namespace Mail.Tests.Html;

public sealed class HtmlTextTests
{
    [Theory]
    [InlineData("<p>a<p>b<br>c", "a\n\nb\nc")]
    [InlineData("a<br><br><br><br>b", "a\n\nb")]
    [InlineData("<h1>T</h1>a<div>b</div><div>c</div>", "T\n\na\nb\nc")]
    [InlineData("<ul><li>a<li>b<ul><li>c</ul><li>d</ul>e", "- a\n- b\n  - c\n- d\ne")]
    [InlineData("<ol><li>a<li><p>b</p><p>more</p><li value=7>c<li>d</ol>", "1. a\n2. b\n\n  more\n\n7. c\n8. d")]
    [InlineData("<ol start=3><li>a<li>b</ol>", "3. a\n4. b")]
    [InlineData("<ul><li></li><li>a</ul>", "- a")]
    [InlineData("<table><tr><th>Item<th>Price<tr><td>Tea<td>5</table>", "Item\tPrice\nTea\t5")]
    [InlineData("<table><tr><td><td> <td>a</table>", "a")]
    [InlineData("<table><tr><td><table><tr><td>a<td>b</table><td>c</table>", "a\tb\nc")]
    [InlineData("<a href='https://a.example/x'>here</a>", "here (https://a.example/x)")]
    [InlineData("<a href='https://a.example/x'>https://a.example/x</a>", "https://a.example/x")]
    [InlineData("<a href='mailto:a@b.example?subject=x'>Ali</a> <a href='mailto:a@b.example'>a@b.example</a>", "Ali (a@b.example) a@b.example")]
    [InlineData("<a href='tel:+90123'>Call us</a>", "Call us (+90123)")]
    [InlineData("<a href='javascript:alert(1)'>x</a><a href='#top'>y</a>", "xy")]
    [InlineData("a<pre>  x\n    y</pre>b", "a\n  x\n    y\nb")]
    [InlineData("a<blockquote type=cite>b<blockquote type=cite>c</blockquote></blockquote>d", "a\n> b\n>> c\nd")]
    [InlineData("<blockquote>indented</blockquote>", "indented")]
    [InlineData("<div class=gmail_quote>On x wrote:<blockquote class=gmail_quote>q<br>r</blockquote></div>", "On x wrote:\n> q\n> r")]
    [InlineData("a<div style='display:none'>b</div><span hidden>c</span><p style='visibility: hidden'>d</p>e", "ae")]
    [InlineData("<p style='display&#58;none'>a</p>b", "b")]
    [InlineData("<div style='max-height:0px;overflow:hidden'>pre</div>x", "x")]
    [InlineData("<td style='font-size:0px'>kept</td>", "kept")]
    [InlineData("<td style='opacity:0.9'>kept</td>", "kept")]
    [InlineData("<img src=http://x.example alt=Logo><img alt='😀'>a", "😀a")]
    [InlineData("<title>t</title><style>s</style><script>u</script><textarea>v</textarea>a", "a")]
    [InlineData("<svg><text>x</text></svg>a<noscript>b</noscript>", "a\nb")]
    [InlineData("<select><option>x</select>a<object>y</object>", "a")]
    [InlineData("&lt;b&gt; &amp;amp; &Ccedil;&#305;&#x15F;&nbsp;&copy;&euro;", "<b> &amp; Çış ©€")]
    [InlineData("a\u0001b&#7;c\u00ADd\uFEFFe", "abcde")]
    [InlineData("<head><meta charset=x><title>t</title></head><body>a</body>", "a")]
    [InlineData("<p>a</p  >b<!-- c --!>d", "a\n\nbd")]
    [InlineData("<form>a<input value=b></form>c<label>d</label><button>e</button>", "a\ncde")]
    [InlineData("<x-y style='display:none'>a</x-y>b<o:p>c</o:p>", "bc")]
    [InlineData("<dl><dt>a<dd>b<dt>c<dd>d</dl>", "a\nb\nc\nd")]
    [InlineData("", "")]
    [InlineData("<", "<")]
    [InlineData("a < b", "a < b")]
    [InlineData("<p", "")]
    public void Read_Html_KeepsWhatIsSeen(string html, string expected) => Assert.Equal(expected, HtmlText.Read(html));

    [Fact]
    public void Read_TenThousandDeep_KeepsTheText()
    {
        var html = string.Concat(Enumerable.Repeat("<div><b><table><tr><td>", 10_000)) + "deep" + string.Concat(Enumerable.Repeat("</td></tr></table></b></div>", 10_000)) + "<p>after";

        Assert.Equal("deep\n\nafter", HtmlText.Read(html));
    }

    [Fact]
    public void Read_MailOfSixKilobytes_AllocatesLittleMoreThanTheText()
    {
        var html = string.Concat(Enumerable.Repeat("<div style='color:#222'><p class=x>Siparişim &ccedil;ok ge&ccedil; geldi, <b>iade</b> istiyorum.</p></div>\r\n", 70));
        var text = HtmlText.Read(html);
        var before = GC.GetAllocatedBytesForCurrentThread();
        _ = HtmlText.Read(html);

        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, text.Length, (text.Length * 2) + 2_000);
    }
}
