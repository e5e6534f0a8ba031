using Channels.Tests.Contracts;

namespace Channels.Tests.Sms.Twilio;

[ContractOf("twilio")]
public sealed class TwilioSenderContractTests : RemoteSenderContract
{
    protected override Task<RemoteSenderRig> StartRemoteAsync() => TwilioSenderRig.StartAsync();
}
