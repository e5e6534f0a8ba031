using Channels.Tests.Contracts;

namespace Channels.Tests.Email.Smtp;

[ContractOf("smtp")]
public sealed class SmtpContractTests : RemoteSenderContract
{
    protected override Task<RemoteSenderRig> StartRemoteAsync() => Task.FromResult<RemoteSenderRig>(new SmtpRig());
}
