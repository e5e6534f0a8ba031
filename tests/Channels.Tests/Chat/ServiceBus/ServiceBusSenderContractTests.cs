using Channels.Tests.Contracts;

namespace Channels.Tests.Chat.ServiceBus;

[ContractOf("servicebus")]
public sealed class ServiceBusSenderContractTests : RemoteSenderContract
{
    protected override Task<RemoteSenderRig> StartRemoteAsync() => Task.FromResult<RemoteSenderRig>(new ReplyQueueRig());
}
