using System.Text;
using Channels.Tests.Contracts;
using Ingestion.Channels;
using Ingestion.Channels.Email.Imap;

namespace Channels.Tests.Email.Imap;

[ContractOf("imap")]
public sealed class ImapReaderContractTests : ReaderContract
{
    protected override IMessageReader Reader { get; } = new ImapConnector()
        .Open(TestSetup.For("support-mail", new ImapOptions { Host = "h", User = "support@test.example", Password = "p" })).Reader!;

    protected override IReadOnlyList<OfferedMessage> Samples { get; } =
    [
        Offer(ImapRig.Mail("Kart", "Kartım işləmir.\r\n")),
        Offer("""
            From: =?utf-8?B?xZ5pa2F5yZl0?= <a@b.example>
            To: support@test.example
            Subject: =?utf-8?Q?Pul_getmi=C5=9F?=
            MIME-Version: 1.0
            Content-Type: multipart/mixed; boundary="x"

            --x
            Content-Type: text/plain; charset=utf-8
            Content-Transfer-Encoding: base64

            UHVsdW0gZ2V0ZGku
            --x
            Content-Type: image/png; name=a.png
            Content-Disposition: attachment; filename=a.png
            Content-Transfer-Encoding: base64

            iVBORw0KGgo=
            --x--

            """),
    ];

    protected override OfferedMessage Saying(string text) => Offer(
        "From: a@b.example\nSubject: x\nMIME-Version: 1.0\nContent-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: base64\n\n" +
        Convert.ToBase64String(Encoding.UTF8.GetBytes(text), Base64FormattingOptions.InsertLineBreaks) + "\n");

    private static OfferedMessage Offer(string mail) => Offer(Encoding.UTF8.GetBytes(mail.ReplaceLineEndings("\r\n")));

    private static OfferedMessage Offer(byte[] mail) => new() { ExternalId = "x", Raw = mail };
}
