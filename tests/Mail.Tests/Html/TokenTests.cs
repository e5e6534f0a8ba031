using System.Text;
using AngleSharp.Html;
using AngleSharp.Html.Parser;
using AngleSharp.Html.Parser.Tokens.Struct;
using AngleSharp.Text;
using Ingestion.Mail.Html;
using Xunit;

namespace Mail.Tests.Html;

/// <summary>Our tokens are those of AngleSharp's tokenizer, which follows the standard.</summary>
public sealed class TokenTests(ITestOutputHelper output)
{
    private static readonly string[] Pieces =
    [
        "<", ">", "/", "=", "\"", "'", " ", "\n", "&", "!", "-", "--", "a", "b", "p", "<p>", "</p>", "<b a=1>", "<!--", "-->", "--!>", "<!-->", "<!--->",
        "<!DOCTYPE html>", "<?xml", "</", "</>", "<a href=\"x\" title='y'>", "<img src=x/>", "&amp;", "&ampx", "&lt", "&copy=1", "&notin;", "&#601;", "&#x1F600;",
        "&#0;", "&#128;", "&#xD800", "&#;", "&unknown;", "&nbsp", "<br/>", "< p>", "<p\n", "<p/ a", "<1>", "ş", "ə", "<![CDATA[", "]]>", "data-x=\"&quot;&amp\"", "=\"&lt;\"",
    ];

    [Fact]
    public void Read_RandomPieces_AgreesWithTheStandard()
    {
        var seed = Environment.TickCount;
        output.WriteLine($"seed {seed}");
        var random = new Random(seed);
        var html = new StringBuilder();
        for (var i = 0; i < 20_000; i++)
        {
            html.Clear();
            for (var length = random.Next(1, 20); length > 0; length--)
            {
                html.Append(Pieces[random.Next(Pieces.Length)]);
            }

            Assert.Equal((html.ToString(), Theirs(html.ToString())), (html.ToString(), Ours(html.ToString())));
        }
    }

    [Theory]
    [InlineData("<style>a</b><!--</style>x", "style|T a</b><!--|/style|T x")]
    [InlineData("<style>a</STYLE x=1>y", "style|T a|/STYLE|T y")]
    [InlineData("<style>a</styles></style/>y", "style|T a</styles>|/style|T y")]
    [InlineData("<style>a", "style|T a")]
    [InlineData("<style></style>y", "style|/style|T y")]
    public void Enter_RawText_EndsAtItsOwnEndTag(string html, string expected)
    {
        var tokens = new HtmlTokens(html);
        var found = new List<string>();
        for (var kind = tokens.Read(); kind != HtmlTokenKind.End; kind = tokens.Read())
        {
            found.Add(kind switch
            {
                HtmlTokenKind.StartTag => tokens.Name.ToString(),
                HtmlTokenKind.EndTag => "/" + tokens.Name.ToString(),
                _ => "T " + tokens.Text.ToString(),
            });
            if (kind == HtmlTokenKind.StartTag)
            {
                tokens.Enter(HtmlContentMode.RawText, "style");
            }
        }

        Assert.Equal(expected, string.Join('|', found));
    }

    private static string Ours(string html)
    {
        var found = new StringBuilder();
        var tokens = new HtmlTokens(html);
        for (var kind = tokens.Read(); kind != HtmlTokenKind.End; kind = tokens.Read())
        {
            switch (kind)
            {
                case HtmlTokenKind.Text:
                    var letters = new char[tokens.Text.Length];
                    found.Append(letters, 0, HtmlReferences.Decode(tokens.Text, letters, inAttribute: false));
                    break;
                case HtmlTokenKind.EndTag:
                    found.Append("⟨/").Append(tokens.Name.ToString().ToLowerInvariant()).Append('⟩');
                    break;
                default:
                    found.Append('⟨').Append(tokens.Name.ToString().ToLowerInvariant());
                    var names = new HashSet<string>(StringComparer.Ordinal);
                    for (var attributes = tokens.Attributes; attributes.Next();)
                    {
                        if (names.Add(attributes.Name.ToString().ToLowerInvariant()))
                        {
                            found.Append('⟨').Append(attributes.Name.ToString().ToLowerInvariant()).Append('=').Append(HtmlReferences.Decode(attributes.Value)).Append('⟩');
                        }
                    }

                    found.Append('⟩');
                    break;
            }
        }

        return found.ToString();
    }

    private static string Theirs(string html)
    {
        var found = new StringBuilder();
        var tokens = new HtmlTokenizer(new TextSource(html), HtmlEntityProvider.Resolver) { SkipComments = true, SkipProcessingInstructions = true };
        while (true)
        {
            ref var token = ref tokens.GetStructToken();
            switch (token.Type)
            {
                case HtmlTokenType.EndOfFile:
                    return found.ToString();
                case HtmlTokenType.Character:
                    found.Append(token.Data.Memory.Span);
                    break;
                case HtmlTokenType.EndTag:
                    found.Append("⟨/").Append(token.Name.Memory.Span).Append('⟩');
                    break;
                case HtmlTokenType.StartTag:
                    found.Append('⟨').Append(token.Name.Memory.Span);
                    var names = new HashSet<string>(StringComparer.Ordinal);
                    var attributes = token.Attributes;
                    for (var i = 0; i < attributes.Count; i++)
                    {
                        if (names.Add(attributes[i].Name.ToString()))
                        {
                            found.Append('⟨').Append(attributes[i].Name.ToString()).Append('=').Append(attributes[i].Value.ToString()).Append('⟩');
                        }
                    }

                    found.Append('⟩');
                    break;
            }
        }
    }
}
