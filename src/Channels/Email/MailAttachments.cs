using System.Globalization;
using Ingestion.Mail.Mime;

namespace Ingestion.Channels.Email;

/// <summary>Attachments of mail: they lie in the accepted bytes and are decoded when they are asked for. The key is the place in the reader's list.</summary>
public sealed class MailAttachments : IAttachmentSource
{
    public async Task<AttachmentFetch> FetchAsync(AcceptedMessage message, string key, Stream destination, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var files = MimeMessage.Parse(message.Raw, MailReader.Limits).Attachments;
        if (!int.TryParse(key, NumberStyles.None, CultureInfo.InvariantCulture, out var place) || place >= files.Count)
        {
            return new AttachmentFetch("no-such-attachment");
        }

        await files[place].Part.CopyToAsync(destination, cancellation: cancellationToken);
        return AttachmentFetch.Kept;
    }
}
