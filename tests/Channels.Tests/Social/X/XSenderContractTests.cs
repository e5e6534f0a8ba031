using Channels.Tests.Contracts;

namespace Channels.Tests.Social.X;

[ContractOf("x")]
public sealed class XSenderContractTests : RemoteSenderContract
{
    protected override Task<RemoteSenderRig> StartRemoteAsync() => XSenderRig.StartAsync();
}
