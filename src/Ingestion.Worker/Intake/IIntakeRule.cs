namespace Ingestion.Worker.Intake;

/// <summary>One step of the intake, over memory only. Rules run in the order of <see cref="IntakePipeline"/>.</summary>
internal interface IIntakeRule
{
    void Apply(IntakeDraft draft, IntakeKnowledge knowledge);
}
