using Channels.Tests.Contracts;

namespace Channels.Tests.Chat.BotFramework;

[ContractOf("botframework")]
public sealed class ActivitySenderContractTests : RemoteSenderContract
{
    protected override async Task<RemoteSenderRig> StartRemoteAsync()
    {
        var rig = new ServiceRig();
        await rig.BeAsync(ProviderMood.Takes);
        return rig;
    }
}
