using System.Text;
using Ingestion.Mail.Mime;
using Xunit;

namespace Mail.Tests.Html;

public sealed class HtmlBodyTests
{
    [Theory]
    [InlineData("Content-Type: text/html\n\n<p>a<script>b</script>", "<p>a</p>")]
    [InlineData("Content-Type: text/html; charset=windows-1254\nContent-Transfer-Encoding: quoted-printable\n\n=FE=F0=FD", "şğı")]
    [InlineData("Content-Type: multipart/alternative; boundary=b\n\n--b\n\nplain\n--b\nContent-Type: text/html\n\n<b>x</b>\n--b--", "<b>x</b>")]
    [InlineData("Content-Type: multipart/related; boundary=b\n\n--b\nContent-Type: text/html\n\n<img src=cid:1>\n--b\nContent-Type: image/png\nContent-ID: <1>\n\nx\n--b--", "<img src=\"cid:1\">")]
    [InlineData("Content-Type: multipart/mixed; boundary=b\n\n--b\n\nplain\n--b\nContent-Type: text/html; name=a.html\n\n<b>x</b>\n--b--", null)]
    [InlineData("Content-Type: text/plain\n\nx", null)]
    public void Of_Message_ShowsItsOwnHtml(string mail, string? expected) =>
        Assert.Equal(expected?.TrimEnd('\n'), HtmlBody.Of(MimeMessage.Parse(Encoding.ASCII.GetBytes(mail)))?.Markup.TrimEnd('\n'));
}
