using Ingestion.Channels;

namespace Ingestion.Worker.Intake.Machines;

/// <summary>Weighs signs: the strongest decides, and two hints are as good as a doubt.</summary>
internal static class MachineJudge
{
    public const string Hints = "machine-hints";

    public static MachineVerdict Weigh(IReadOnlyList<MachineSign> signs)
    {
        MachineSign? strongest = null;
        var hints = 0;
        foreach (var sign in signs)
        {
            hints += sign.Strength == MachineSignStrength.Hint ? 1 : 0;
            strongest = strongest is null || sign.Strength > strongest.Strength ? sign : strongest;
        }

        return strongest?.Strength switch
        {
            MachineSignStrength.MachineReport => new(MachineFinding.Report, "machine-" + strongest.Code),
            MachineSignStrength.NoAnswer => new(MachineFinding.Machine, "machine-" + strongest.Code),
            MachineSignStrength.Doubt => new(MachineFinding.Doubt, "machine-" + strongest.Code),
            MachineSignStrength.Hint when hints >= 2 => new(MachineFinding.Doubt, Hints),
            _ => new(MachineFinding.Person, ""),
        };
    }
}
