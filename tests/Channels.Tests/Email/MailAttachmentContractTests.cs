using Channels.Tests.Contracts;

namespace Channels.Tests.Email;

[ContractOf("imap")]
[ContractOf("maildir")]
public sealed class MailAttachmentContractTests : AttachmentContract
{
    protected override Task<AttachmentRig> StartAsync() => Task.FromResult<AttachmentRig>(new MailAttachmentRig());
}
