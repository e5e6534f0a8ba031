using Channels.Tests.Contracts;

namespace Channels.Tests.Email.Maildir;

/// <summary>The same with mails moved to <c>cur</c> after they were accepted.</summary>
[ContractOf("maildir")]
public sealed class MaildirMovingContractTests : SourceContract
{
    protected override Task<SourceRig> StartAsync() => Task.FromResult<SourceRig>(new MaildirRig(moveToCur: true));
}
