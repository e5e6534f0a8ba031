namespace Ingestion.Worker.Intake;

/// <summary>Recognises the contact by the point that the message came from. A point seen for the first time is a new contact.</summary>
internal sealed class ContactRule : IIntakeRule
{
    public void Apply(IntakeDraft draft, IntakeKnowledge knowledge)
    {
        if (draft.Outcome is not null || draft.Submission.Content.Sender is not { } sender)
        {
            return;
        }

        if (!knowledge.ContactPoints.TryGetValue(sender, out var known))
        {
            known = new(sender, knowledge.Ids.Next(), null, 0);
            knowledge.ContactPoints.Add(sender, known);
        }

        draft.ContactId = known.ContactId;
        draft.PersonId = known.LinkedTo ?? known.ContactId;
    }
}
