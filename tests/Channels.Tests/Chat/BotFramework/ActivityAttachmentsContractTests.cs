using Channels.Tests.Contracts;

namespace Channels.Tests.Chat.BotFramework;

[ContractOf("botframework")]
public sealed class ActivityAttachmentsContractTests : RemoteAttachmentContract
{
    protected override Task<RemoteAttachmentRig> StartRemoteAsync() => Task.FromResult<RemoteAttachmentRig>(new ActivityFileRig());
}
