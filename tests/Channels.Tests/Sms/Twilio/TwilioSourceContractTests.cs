using Channels.Tests.Contracts;

namespace Channels.Tests.Sms.Twilio;

[ContractOf("twilio")]
public sealed class TwilioSourceContractTests : FaultySourceContract
{
    protected override Task<FaultySourceRig> StartFaultyAsync()
    {
        var rig = new TwilioSourceRig();
        return StartedAsync(rig);

        static async Task<FaultySourceRig> StartedAsync(TwilioSourceRig rig)
        {
            await rig.HealAsync();
            return rig;
        }
    }
}
