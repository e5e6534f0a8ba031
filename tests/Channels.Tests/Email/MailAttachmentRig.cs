using System.Text;
using Channels.Tests.Contracts;
using Ingestion.Channels;
using Ingestion.Channels.Email;

namespace Channels.Tests.Email;

public sealed class MailAttachmentRig : AttachmentRig
{
    public override IMessageReader Reader { get; } = new MailReader(["destek@example.az"]);

    public override IAttachmentSource Attachments { get; } = new MailAttachments();

    public override Task<AcceptedMessage> AddAsync(byte[] content)
    {
        var text = "From: ali@example.az\r\nTo: destek@example.az\r\nSubject: photo\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n\r\nSee photo\r\n--b\r\n"
            + "Content-Type: image/jpeg; name=photo.jpg\r\nContent-Disposition: attachment\r\nContent-Transfer-Encoding: base64\r\n\r\n"
            + Convert.ToBase64String(content, Base64FormattingOptions.InsertLineBreaks) + "\r\n--b--\r\n";
        return Task.FromResult(new AcceptedMessage { Id = 1, Channel = "mail", ExternalId = "1", Raw = Encoding.ASCII.GetBytes(text), AcceptedAt = TestSetup.Now });
    }
}
