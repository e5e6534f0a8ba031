using Ingestion.Channels;

namespace Ingestion.Worker.Intake.Machines;

/// <summary>One kind of wording that machines write. Pure; says what it sees and decides nothing.</summary>
internal interface IWordLayer
{
    /// <summary>The sign, or null.</summary>
    MachineSign? Look(FoldedText text);
}
