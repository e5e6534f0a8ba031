using System.Text;
using Ingestion.Channels;

namespace Channels.Tests.Email;

/// <summary>Mails as sources offer them, for the readers' contract.</summary>
public static class MailSamples
{
    public static IReadOnlyList<OfferedMessage> Good { get; } =
    [
        Saying("Kartım işləmir"),
        Mail("From: =?utf-8?B?" + Convert.ToBase64String("Ayşe Yılmaz"u8) + "?= <ayse@example.com.tr>\nSubject: =?utf-8?Q?=C5=9Eik=C3=A2yet?=\n"
            + "Content-Type: multipart/mixed; boundary=b1\n\n--b1\nContent-Type: multipart/alternative; boundary=b2\n\n--b2\nContent-Type: text/plain; charset=utf-8\n"
            + "Content-Transfer-Encoding: quoted-printable\n\nKargo h=C3=A2l=C3=A2 gelmedi.\n--b2\nContent-Type: text/html; charset=utf-8\n\n<p>Kargo <b>gelmedi</b></p>\n--b2--\n"
            + "--b1\nContent-Type: image/png\nContent-Disposition: attachment; filename*=UTF-8''%C5%9Fikay%C9%99t.png\nContent-Transfer-Encoding: base64\n\niVBORw0KGgo=\n--b1--\n"),
        Mail("From: reza@example.ir\nSubject: =?utf-8?B?" + Convert.ToBase64String("شکایت"u8) + "?=\nContent-Type: text/html; charset=utf-8\nContent-Transfer-Encoding: base64\n\n"
            + Convert.ToBase64String("<html dir=rtl><body><p>سلام</p><p>سفارش من نرسیده است</p></body></html>"u8) + "\n"),
        Mail("From: ali@example.az\nSubject: Re: x\nIn-Reply-To: <1@example.az>\nReferences: <0@example.az> <1@example.az>\n\nHello\n\nOn Mon, Nov 24, 2025 at 10:12 AM Support <destek@example.az> wrote:\n> Hi\n"),
    ];

    public static OfferedMessage Saying(string text) => Mail(
        "From: Ali <ali@example.az>\nSubject: Salam\nContent-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: base64\n\n"
        + Convert.ToBase64String(Encoding.UTF8.GetBytes(text), Base64FormattingOptions.InsertLineBreaks) + "\n");

    public static OfferedMessage Mail(string text) => new()
    {
        ExternalId = "1",
        Raw = Encoding.UTF8.GetBytes("To: destek@example.az\nDate: Sat, 21 Nov 2026 10:00:00 +0400\nMessage-ID: <m1@example.az>\n" + text),
    };
}
