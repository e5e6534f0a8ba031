using Ingestion.Mail.Facts;

namespace Ingestion.Channels.Email.Machines;

/// <summary>Fields that only programs write: responders, schedulers, campaign tools, ticket systems.</summary>
internal sealed class VendorLayer : IMachineLayer
{
    public void Look(MailUnderTest mail, SignList signs)
    {
        foreach (var mark in mail.Automation.Marks)
        {
            switch (mark.Kind)
            {
                case AutomationKind.List:
                    signs.Add("list", MachineSignStrength.NoAnswer);
                    break;
                case AutomationKind.Bulk:
                    signs.Add("bulk", MachineSignStrength.NoAnswer);
                    break;
                case AutomationKind.AutoReply:
                    signs.Add("autoreply", MachineSignStrength.NoAnswer);
                    break;
                case AutomationKind.Generated:
                    signs.Add("machine-generated", MachineSignStrength.NoAnswer);
                    break;
                case AutomationKind.Loop:
                    signs.Add("loop", MachineSignStrength.NoAnswer);
                    break;
                default:
                    // a ticket system passes on what people wrote
                    signs.Add("vendor-system", MachineSignStrength.Doubt);
                    break;
            }
        }
    }
}
