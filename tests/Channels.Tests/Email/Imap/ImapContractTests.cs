using Channels.Tests.Contracts;

namespace Channels.Tests.Email.Imap;

[ContractOf("imap")]
public sealed class ImapContractTests : FaultySourceContract
{
    protected override Task<FaultySourceRig> StartFaultyAsync() => Task.FromResult<FaultySourceRig>(new ImapRig());
}
