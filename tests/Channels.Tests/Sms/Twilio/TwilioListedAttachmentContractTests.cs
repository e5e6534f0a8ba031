using Channels.Tests.Contracts;

namespace Channels.Tests.Sms.Twilio;

[ContractOf("twilio")]
public sealed class TwilioListedAttachmentContractTests : RemoteAttachmentContract
{
    protected override Task<RemoteAttachmentRig> StartRemoteAsync() => Task.FromResult<RemoteAttachmentRig>(new TwilioAttachmentRig(fromList: true));
}
