using Channels.Tests.Contracts;

namespace Channels.Tests.Social.X;

[ContractOf("x")]
public sealed class XSourceContractTests : FaultySourceContract
{
    protected override bool MayOfferAgain => true;

    protected override bool ReadsAhead => true;

    protected override Task<FaultySourceRig> StartFaultyAsync() => XSourceRig.StartAsync();
}
