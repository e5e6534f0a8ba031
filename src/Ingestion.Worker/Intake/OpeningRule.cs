using System.Security.Cryptography;
using Ingestion.Classifier;
using Ingestion.Worker.Complaints;
using Ingestion.Worker.Promises;

namespace Ingestion.Worker.Intake;

/// <summary>What no rule before has claimed opens a complaint: in doubt, too. A guess of spam never drops a matter, it asks for a look.</summary>
internal sealed class OpeningRule(PromiseTerms terms, RandomNumberGenerator random) : IIntakeRule
{
    public const string Name = "opening";

    public void Apply(IntakeDraft draft, IntakeKnowledge knowledge)
    {
        if (draft.Outcome is not null)
        {
            return;
        }

        var classification = draft.Classification!;
        var submission = draft.Submission;
        foreach (var note in submission.Content.Notes)
        {
            draft.Because("reading", note);
        }

        var isMatter = classification.Kind is not (MessageKind.Spam or MessageKind.Irrelevant);
        var kind = isMatter ? classification.Kind : MessageKind.Complaint;
        draft.Open(new Complaint
        {
            Id = knowledge.Ids.Next(),
            TrackingNumber = TrackingNumber.Create(random),
            Channel = submission.Channel.Name,
            ContactId = draft.ContactId,
            Classification = classification,
            Kind = kind,
            NeedsReview = classification.NeedsReview || !isMatter || submission.Content.Notes.Count > 0 || draft.SuggestedComplaintId is not null,
            ReceivedAt = submission.Message.AcceptedAt,
            LastMessageAt = submission.At,
            AnswerBy = terms.AnswerBy(submission.Message.AcceptedAt, kind, submission.Channel.AnswerWithin),
        });
    }
}
