using Channels.Tests.Contracts;

namespace Channels.Tests.Chat.Webhook;

[ContractOf("webhook")]
public sealed class WebhookSenderContractTests : RemoteSenderContract
{
    protected override Task<RemoteSenderRig> StartRemoteAsync() => Task.FromResult<RemoteSenderRig>(new CallbackRig());
}
