using Channels.Tests.Contracts;

namespace Channels.Tests.Chat.Telegram;

[ContractOf("telegram")]
public sealed class TelegramAttachmentsContractTests : RemoteAttachmentContract
{
    protected override Task<RemoteAttachmentRig> StartRemoteAsync() => FileRig.StartAsync();
}
