using System.Globalization;

namespace Ingestion.Worker.Intake;

/// <summary>
/// The same message on another path: a second mailbox, a mailbox read anew, a bot's redelivery under a new id. Recorded as a delivery of
/// the first; its complaint is not touched and nobody is answered again.
/// </summary>
internal sealed class DuplicateRule : IIntakeRule
{
    public const string Name = "duplicate";

    public void Apply(IntakeDraft draft, IntakeKnowledge knowledge)
    {
        if (draft.Outcome is not null
            || draft.Submission.Fingerprint is not { } fingerprint
            || !knowledge.Contents.TryGetValue(fingerprint, out var first))
        {
            return;
        }

        draft.Because(Name, "same-content", first.MessageId.ToString(CultureInfo.InvariantCulture));
        draft.Repeat(first);
    }
}
