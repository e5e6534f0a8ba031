using Channels.Tests.Contracts;

namespace Channels.Tests.Social.X;

[ContractOf("x")]
public sealed class XAttachmentContractTests : RemoteAttachmentContract
{
    protected override Task<RemoteAttachmentRig> StartRemoteAsync() => Task.FromResult<RemoteAttachmentRig>(new XAttachmentRig());
}
