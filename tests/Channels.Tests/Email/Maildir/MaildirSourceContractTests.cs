using Channels.Tests.Contracts;

namespace Channels.Tests.Email.Maildir;

[ContractOf("maildir")]
public sealed class MaildirSourceContractTests : SourceContract
{
    protected override Task<SourceRig> StartAsync() => Task.FromResult<SourceRig>(new MaildirRig());
}
