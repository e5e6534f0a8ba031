using System.Globalization;
using Ingestion.Worker.Complaints;
using Ingestion.Worker.Inbox;
using Ingestion.Worker.Settings;

namespace Ingestion.Worker.Intake;

/// <summary>
/// "Status" alone, or with a tracking number, is answered and opens nothing. Which matter is meant says the number, the conversation, or else what the
/// customer wrote about last, open ones first. A question about a matter of somebody else is a message like any other.
/// </summary>
internal sealed class StatusQuestionRule(NoticeSettings settings) : IIntakeRule
{
    public const string Name = "status-question";

    public void Apply(IntakeDraft draft, IntakeKnowledge knowledge)
    {
        if (draft.Outcome is not null || !settings.AnswerStatusQuestions || draft.Submission.StatusLanguage is not { } language)
        {
            return;
        }

        if (Find(draft, knowledge) is not { } id || !knowledge.Complaints.TryGetValue(id, out var complaint))
        {
            draft.Because(Name, "no-matter-of-this-customer");
            return;
        }

        draft.Because(Name, "asked", complaint.Id.ToString(CultureInfo.InvariantCulture));
        draft.Ask(new StatusQuestion(complaint, knowledge.Complaints.Itself(id)!.TrackingNumber, language.Length > 0 ? language : complaint.Language));
    }

    private static long? Find(IntakeDraft draft, IntakeKnowledge knowledge)
    {
        var submission = draft.Submission;
        if (submission.QuotedNumbers.Count > 0)
        {
            return submission.QuotedNumbers.Select(number => knowledge.ComplaintsByNumber.TryGetValue(number.Digits, out var id) && IsOwn(id, draft, knowledge) ? id : (long?)null).FirstOrDefault(id => id is not null);
        }

        if (submission.ChatKey is { } chat && ((knowledge.Sessions.TryGetValue(chat, out var session) ? session.ComplaintId : knowledge.Conversations.TryGetValue(chat, out var first) ? first : (long?)null) is { } talked))
        {
            return talked;
        }

        foreach (var id in submission.SignedComplaintIds)
        {
            if (IsOwn(id, draft, knowledge))
            {
                return id;
            }
        }

        return draft is { IsSenderClaimed: false, PersonId: { } person } ? Latest(person, draft, knowledge) : null;
    }

    private static long? Latest(long person, IntakeDraft draft, IntakeKnowledge knowledge) => knowledge.Matters.Of(person)
        .Select(matter => matter.Id)
        .Where(id => IsOwn(id, draft, knowledge))
        .OrderBy(id => knowledge.Complaints[id].IsClosed)
        .ThenByDescending(id => knowledge.Complaints[id].LastMessageAt)
        .ThenByDescending(id => id)
        .Select(id => (long?)id)
        .FirstOrDefault();

    private static bool IsOwn(long id, IntakeDraft draft, IntakeKnowledge knowledge) =>
        !draft.IsSenderClaimed && knowledge.Complaints.TryGetValue(id, out var complaint) && complaint.IsOf(draft.PersonId);
}
