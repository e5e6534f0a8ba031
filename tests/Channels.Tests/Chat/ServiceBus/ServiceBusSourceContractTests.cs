using Channels.Tests.Contracts;

namespace Channels.Tests.Chat.ServiceBus;

[ContractOf("servicebus")]
public sealed class ServiceBusSourceContractTests : FaultySourceContract
{
    /// <summary>A queue gives again what nobody has settled.</summary>
    protected override bool MayOfferAgain => true;

    protected override Task<FaultySourceRig> StartFaultyAsync() => Task.FromResult<FaultySourceRig>(new BrokerRig());
}
