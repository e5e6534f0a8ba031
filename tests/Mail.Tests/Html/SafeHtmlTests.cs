using System.Diagnostics;
using System.Text;
using AngleSharp.Dom;
using AngleSharp.Html.Parser;
using Ingestion.Mail.Html;
using Xunit;

namespace Mail.Tests.Html;

public sealed class SafeHtmlTests(ITestOutputHelper output)
{
    /// <summary>Attempts to get a script, a request or a covered page past the reader; each in one line of <c>Attacks.txt</c>, <c>\n</c> and its kin written as escapes.</summary>
    public static TheoryData<string> Attacks() => new(AttackLines.All);

    [Theory]
    [MemberData(nameof(Attacks))]
    public void From_Attack_IsHarmlessAndStable(string attack)
    {
        foreach (var html in (string[])[attack, $"<p>before</p>{attack}<p>after</p>", $"<table><tr><td>{attack}", $"<div title=\"{attack}\">x</div>", $"<svg>{attack}</svg>x"])
        {
            AssertSafe(html);
        }
    }

    [Theory]
    [InlineData("<p>a<p>b", "<p>a</p><p>b</p>")]
    [InlineData("<ul><li>a<li>b</ul>", "<ul><li>a</li><li>b</li></ul>")]
    [InlineData("<table><td>a<td>b<tr><td>c</table>", "<table><tbody><tr><td>a</td><td>b</td></tr><tr><td>c</td></tr></tbody></table>")]
    [InlineData("<table>loose<tr><td>a</table>", "<table><tbody><tr><td>loose</td></tr><tr><td>a</td></tr></tbody></table>")]
    [InlineData("<b>a<i>b</b>c</i>", "<b>a<i>b</i></b>c")]
    [InlineData("<a href=http://a.example>a<a href=http://b.example>b", "<a href=\"http://a.example\" rel=\"noopener noreferrer\" target=\"_blank\">a</a><a href=\"http://b.example\" rel=\"noopener noreferrer\" target=\"_blank\">b</a>")]
    [InlineData("<A HREF=' HTTPS://a.example/?x=1&amp;y=2 '>a</A>", "<a href=\"https://a.example/?x=1&amp;y=2\" rel=\"noopener noreferrer\" target=\"_blank\">a</a>")]
    [InlineData("<a href='/local'>a</a><a href='#x'>b</a><a href='//x.example'>c</a>", "<a>a</a><a>b</a><a>c</a>")]
    [InlineData("<a href='mailto:a@b.example'>a</a>", "<a href=\"mailto:a@b.example\" rel=\"noopener noreferrer\" target=\"_blank\">a</a>")]
    [InlineData("<img src='cid:logo@1' alt='Logo' width='10'>", "<img src=\"cid:logo@1\" alt=\"Logo\" width=\"10\">")]
    [InlineData("<img src='data:image/png;base64,QUJD'>", "<img src=\"data:image/png;base64,QUJD\">")]
    [InlineData("<img src='data:image/svg+xml;base64,QUJD'>", "<img>")]
    [InlineData("<body dir=rtl bgcolor='#000000'><p>سلام", "<div dir=\"rtl\" bgcolor=\"#000000\"><p>سلام</p></div>")]
    [InlineData("<p style='color:red;position:fixed;margin:-5px;font-family:\"Segoe UI\",Arial'>a", "<p style=\"color:red;font-family:Segoe UI,Arial\">a</p>")]
    [InlineData("<p style='border-left:1px solid rgb(204, 204, 204)'>a", "<p style=\"border-left:1px solid rgb(204, 204, 204)\">a</p>")]
    [InlineData("<p style='width:99999px;font-size:0;z-index:9;opacity:.5;background:url(//x)'>a", "<p>a</p>")]
    [InlineData("<div style='display:none'>hidden</div>shown", "shown")]
    [InlineData("a<!-- b -->c<script>d</script>e", "ace")]
    [InlineData("<o:p>a</o:p><form action=x>b<input value=c></form>", "ab")]
    [InlineData("<x hidden>a</x>b", "b")]
    [InlineData("<pre>\n\n a\n b</pre>", "<pre> a\n b</pre>")]
    [InlineData("1 < 2 & 3 > 2 \"", "1 &lt; 2 &amp; 3 &gt; 2 \"")]
    [InlineData("a\u202Eb\0c\u0001d", "abcd")]
    [InlineData("<svg><text>x</text><p>y", "<p>y</p>")]
    [InlineData("<h1>a<h2>b", "<h1>a</h1><h2>b</h2>")]
    [InlineData("<li><form><li>a", "<li></li><li>a</li>")]
    [InlineData("<table><form><tr><td>a</form></table>", "<table><tbody><tr><td>a</td></tr></tbody></table>")]
    [InlineData("<p onclick=x id=y class=z name=q>a", "<p>a</p>")]
    public void From_Markup_KeepsWhatIsAllowed(string html, string expected)
    {
        Assert.Equal(expected, SafeHtml.From(html).Markup);
        AssertSafe(html);
    }

    [Theory]
    [InlineData("<img src=http://x.example/a.png>", 1)]
    [InlineData("<img src=//x.example/a.png width=1 height=1>", 1)]
    [InlineData("<img style='display:none' src=https://x.example/>", 1)]
    [InlineData("<table background=http://x.example/><tr><td style='background:url(http://x.example/)'>", 2)]
    [InlineData("<img src=cid:a><img src=data:image/gif;base64,QUJD>", 0)]
    [InlineData("<img srcset='http://x.example/ 2x'>", 1)]
    public void From_RemoteThings_CountsThem(string html, int count) => Assert.Equal(count, SafeHtml.From(html).RemoteCount);

    [Fact]
    public void From_HalfOfALetter_IsReplaced() => Assert.Equal("a\uFFFDb😀", SafeHtml.From("a" + (char)0xD83D + "b😀").Markup);

    [Fact]
    public void From_RandomTags_IsAlwaysStable()
    {
        var seed = Environment.TickCount;
        output.WriteLine($"seed {seed}");
        var random = new Random(seed);
        string[] names =
        [
            "p", "div", "b", "i", "a", "span", "font", "h1", "h2", "ul", "ol", "li", "dl", "dt", "dd", "table", "caption", "colgroup", "col", "thead", "tbody", "tr", "td", "th",
            "pre", "blockquote", "br", "hr", "img", "center", "body", "html", "head", "form", "select", "option", "svg", "math", "style", "title", "textarea", "template", "noscript",
            "script", "mglyph", "mtext", "annotation-xml", "foreignObject", "desc", "button", "nobr", "plaintext", "xmp", "listing", "frameset", "object", "marquee", "rp", "ruby", "x-y",
        ];
        string[] attributes = ["", "", "", " hidden", " style='display:none'", " dir=rtl", " href='http://a.example'", " align=left", " style='color:red'", " title='<b>\"'"];
        string[] texts = ["x", " ", "\n", "&lt;b&gt;", "&amp;lt;", "<!--", "-->", "]]>", "<![CDATA[", "\"", "'", "</", "<"];
        var html = new StringBuilder();
        for (var i = 0; i < 6_000; i++)
        {
            html.Clear();
            for (var length = random.Next(2, 30); length > 0; length--)
            {
                var name = names[random.Next(names.Length)];
                html.Append(random.Next(5) switch
                {
                    0 or 1 => $"<{name}{attributes[random.Next(attributes.Length)]}>",
                    2 => $"</{name}>",
                    _ => texts[random.Next(texts.Length)],
                });
            }

            AssertSafe(html.ToString());
        }
    }

    [Theory]
    [InlineData("<div>")]
    [InlineData("<b>")]
    [InlineData("<b a=1><p>")]
    [InlineData("<table><tr><td>")]
    [InlineData("<ul><li>")]
    [InlineData("</b>")]
    [InlineData("<br>")]
    [InlineData("<a href='http://x.example'>")]
    [InlineData("<p style='color:red;color:red'>x")]
    [InlineData("&amp;")]
    [InlineData("&unknown;")]
    [InlineData("<!--")]
    [InlineData("<p a=\"")]
    [InlineData("<img src=http://x.example>")]
    [InlineData("<svg><p>")]
    [InlineData("<font color=red><p></font>")]
    [InlineData("<a><b><table>")]
    [InlineData("\"")]
    public void From_AMegabyteOfTheSame_EndsSoon(string piece)
    {
        var html = string.Concat(Enumerable.Repeat(piece, 1_000_000 / piece.Length));
        var before = Process.GetCurrentProcess().TotalProcessorTime;
        var safe = SafeHtml.From(html);
        _ = HtmlText.Read(html);
        var used = Process.GetCurrentProcess().TotalProcessorTime - before;
        output.WriteLine($"{used.TotalMilliseconds} ms of all threads, {safe.Markup.Length} letters, {string.Join(' ', safe.Problems)}");
        Assert.DoesNotContain("html-unstable", safe.Problems);
        Assert.InRange(used, TimeSpan.Zero, TimeSpan.FromSeconds(30));
    }

    [Fact]
    public void From_HugeAttributes_AreLeftOut()
    {
        var html = $"<p title=\"{new string('x', 400_000)}\" style=\"{new string(';', 300_000)}\">a</p><a href=\"http://x.example/{new string('y', 200_000)}\">b</a>";

        Assert.Equal("<p>a</p><a>b</a>", SafeHtml.From(html).Markup);
    }

    [Fact]
    public void From_BeyondTheLimits_SaysWhy()
    {
        Assert.Equal(["html-too-long"], SafeHtml.From("abcdef", new SafeHtmlLimits { MaxLength = 3 }).Problems);
        Assert.Equal(["html-too-rich"], SafeHtml.From("<p>a<p>b<p>c", new SafeHtmlLimits { MaxPieces = 3 }).Problems);
        Assert.Equal(["html-too-rich"], SafeHtml.From(string.Concat(Enumerable.Repeat("<b>x</b>", 99)), new SafeHtmlLimits { MaxMarkup = 100 }).Problems);
        Assert.Equal(["html-too-deep"], SafeHtml.From(string.Concat(Enumerable.Repeat("<div>", 10_000)) + "x").Problems);
        Assert.Empty(SafeHtml.From("<p>x").Problems);
    }

    [Theory]
    [InlineData("<p>a<p>b")]
    [InlineData("<table>x</table>")]
    [InlineData("<p onclick=\"x\">a</p>")]
    [InlineData("<script>a</script>")]
    [InlineData("<a><a>x</a></a>")]
    [InlineData("<b>x")]
    [InlineData("<P>x</P>")]
    [InlineData("<svg><p>x</p></svg>")]
    [InlineData("<form>x</form>")]
    public void Holds_MarkupThatParsersReadAsAnother_IsFalse(string markup) => Assert.False(MarkupProof.Holds(markup));

    /// <summary>An independent look at the result: AngleSharp's tree of it has nothing in it that could act, and making it again changes nothing.</summary>
    private static void AssertSafe(string html)
    {
        var safe = SafeHtml.From(html);
        Assert.True(!safe.Problems.Contains("html-unstable"), $"unstable: {html}");
        Assert.Equal((html, safe.Markup), (html, SafeHtml.From(safe.Markup).Markup));
        using var page = new HtmlParser().ParseDocument("<!DOCTYPE html><body>" + safe.Markup);
        foreach (var element in page.Body!.QuerySelectorAll("*"))
        {
            Assert.True(element.NamespaceUri == "http://www.w3.org/1999/xhtml", html);
            Assert.DoesNotContain(element.LocalName, Forbidden);
            foreach (var attribute in element.Attributes)
            {
                Assert.False(attribute.Name.StartsWith("on", StringComparison.OrdinalIgnoreCase), html);
                Assert.DoesNotContain(attribute.Name, (string[])["id", "name", "class", "srcdoc", "action", "formaction", "background", "srcset", "ping", "xlink:href", "data"]);
            }

            Assert.Matches("^$|^(https?://|mailto:|tel:)", element.GetAttribute("href") ?? "");
            Assert.Matches("^$|^(cid:|data:image/(png|jpeg|jpg|gif|webp|bmp);base64,)", element.GetAttribute("src") ?? "");
            Assert.DoesNotMatch("(?i)url|expression|[\\\\@<>!*]|position|z-index|opacity|behavior|-moz|import|javascript", element.GetAttribute("style") ?? "");
        }
    }

    private static readonly string[] Forbidden =
    [
        "script", "style", "svg", "math", "template", "noscript", "iframe", "object", "embed", "form", "input", "button", "textarea", "select", "meta", "link", "base", "title", "frame",
        "frameset", "applet", "audio", "video", "xmp", "plaintext", "noembed", "noframes", "body", "head", "html",
    ];
}
