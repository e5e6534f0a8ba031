using Channels.Tests.Contracts;

namespace Channels.Tests.Chat.Telegram;

[ContractOf("telegram")]
public sealed class TelegramSenderContractTests : RemoteSenderContract
{
    protected override async Task<RemoteSenderRig> StartRemoteAsync()
    {
        var rig = new SendMessageRig();
        await rig.BeAsync(ProviderMood.Takes);
        return rig;
    }
}
