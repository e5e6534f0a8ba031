using Ingestion.Channels;

namespace Ingestion.Worker.Intake.Machines;

/// <summary>
/// What the words of a message tell, whichever channel it came by. One wording is a hint at most, because people use every one of them; two of different
/// kinds in a short text, or a subject as only programs write it, are a doubt. With a form that no person's mail has they make certain.
/// </summary>
internal static class MachineWords
{
    private static readonly IWordLayer[] Layers =
    [
        new SubjectLayer(), new BounceSubjectLayer(), new AbsenceLayer(), new ReturnLayer(), new StandInLayer(), new AutomaticLayer(), new UnreadLayer(),
        new MarkLayer(), new ReceiptLayer(), new PhoneLayer(), new ServiceTextLayer(),
    ];

    private static readonly EverydayLayer Everyday = new();

    /// <summary>The message's signs with those of its words.</summary>
    public static IReadOnlyList<MachineSign> Of(InboundMessage content)
    {
        var text = FoldedText.Of(content);
        List<MachineSign>? found = null;
        foreach (var layer in Layers)
        {
            // one kind counts once, whichever layer saw it
            if (layer.Look(text) is { } sign && found?.Exists(one => one.Code == sign.Code) != true)
            {
                (found ??= [.. content.MachineSigns]).Add(sign);
            }
        }

        if (found is null && content.MachineSigns.Count == 0)
        {
            return content.MachineSigns;
        }

        if ((found ?? content.MachineSigns).Any(IsOfMachineOrAbsence) && Everyday.Look(text) is { } meanwhile)
        {
            (found ??= [.. content.MachineSigns]).Add(meanwhile);
        }

        return found is null ? content.MachineSigns : Weigh(found);
    }

    private static bool IsOfMachineOrAbsence(MachineSign sign) => IsAutomatic(sign) || sign.Code is AbsenceLayer.Code or SubjectLayer.Code or AutomaticLayer.Code;

    private static bool IsAutomatic(MachineSign sign) => sign.Code is "auto-submitted" or "autoreply" or "machine-generated" or "null-sender" or "precedence-auto-reply";

    private static List<MachineSign> Weigh(List<MachineSign> signs)
    {
        var isAutomatic = signs.Exists(IsAutomatic);
        var isOfMailSystem = signs.Exists(sign => sign.Code is "machine-sender" or "null-sender" or "machine-envelope");
        var isAway = signs.Exists(sign => sign.Code == SubjectLayer.Code)
            || (signs.Exists(sign => sign.Code == AbsenceLayer.Code) && signs.Exists(sign => sign.Code is ReturnLayer.Code or StandInLayer.Code or EverydayLayer.Code or AutomaticLayer.Code));
        if (isAutomatic && isAway)
        {
            signs.Add(new MachineSign("absence-note", MachineSignStrength.MachineReport));
        }

        if (isOfMailSystem && signs.Exists(sign => sign.Code == BounceSubjectLayer.Code))
        {
            signs.Add(new MachineSign("bounce", MachineSignStrength.MachineReport));
        }

        return signs;
    }
}
