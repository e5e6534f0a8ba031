using System.Security.Cryptography;
using Ingestion.Worker.Outbox;
using Ingestion.Worker.Promises;
using Ingestion.Worker.Settings;

namespace Ingestion.Worker.Intake;

/// <summary>The intake's rules, in their order. Pure: a batch and what is known in, decisions out.</summary>
internal sealed class IntakePipeline(IntakeSettings settings, AcknowledgementSettings acknowledgements, NoticeSettings notices, PromiseTerms terms, SignedMessageId ownIds, RandomNumberGenerator random)
{
    /// <summary>Ids that one message can need: two contacts, complaint and event.</summary>
    public const int IdsPerMessage = 4;

    private readonly IIntakeRule[] rules =
    [
        new ConsentRule(),
        new RevisionRule(),
        new MachineMailRule(),
        new DuplicateRule(),
        new ContactRule(),
        new StatusQuestionRule(notices),
        new ConversationRule(new SessionRule(settings), settings),
        new SessionRule(settings),
        new MatchingRule(settings),
        new ClassificationRule(),
        new OpeningRule(terms, random),
        new AcknowledgementRule(acknowledgements, terms, ownIds),
        new NoticeRule(notices, acknowledgements, ownIds),
    ];

    /// <summary>Decides messages in their order; each sees what the ones before it changed.</summary>
    public List<IntakeDraft> Decide(IReadOnlyList<Submission> submissions, IntakeKnowledge knowledge)
    {
        var decisions = new List<IntakeDraft>(submissions.Count);
        foreach (var submission in submissions)
        {
            var draft = new IntakeDraft(submission);
            foreach (var rule in rules)
            {
                rule.Apply(draft, knowledge);
            }

            knowledge.Learn(draft);
            decisions.Add(draft);
        }

        return decisions;
    }
}
