using System.Globalization;
using Ingestion.Channels;
using Ingestion.Worker.Complaints;
using Ingestion.Worker.Settings;

namespace Ingestion.Worker.Intake;

/// <summary>
/// Consecutive messages are one conversation. People write an SMS in pieces, so what one contact point sends on one channel within
/// <see cref="IntakeSettings.SessionWindow"/> of its last message joins what that one opened or joined. A provider's chat never ends by itself,
/// so it is over after <see cref="IntakeSettings.ConversationWindow"/> of silence. What comes later is a new matter, linked to the earlier one.
/// Mail has threads and no sessions.
/// </summary>
internal sealed class SessionRule(IntakeSettings settings) : IIntakeRule
{
    public const string Name = "session";

    /// <summary>The key of the session that a message belongs to; null where there are none.</summary>
    /// <param name="channel">The channel's name.</param>
    /// <param name="content">What came.</param>
    /// <param name="chatKey">The key of the provider's conversation.</param>
    public static Guid? KeyOf(string channel, InboundMessage content, Guid? chatKey) => content.Medium switch
    {
        Medium.Chat when chatKey is not null => chatKey,
        Medium.Chat or Medium.Sms when content is { Sender: { } sender, IsSenderClaimed: false } => Conversations.SessionKey(channel, ContactRows.Word(sender.Kind), sender.Value),
        _ => null,
    };

    public void Apply(IntakeDraft draft, IntakeKnowledge knowledge)
    {
        if (draft.Outcome is not null
            || draft.Submission.ChatKey is not null
            || Open(draft, knowledge) is not { } session
            || !knowledge.Complaints.TryGetValue(session.ComplaintId, out var complaint)
            || draft.IsRuledOut(complaint.Id))
        {
            return;
        }

        draft.Because(Name, "open", complaint.Id.ToString(CultureInfo.InvariantCulture));
        Topics.Continue(draft, complaint, knowledge, settings);
    }

    /// <summary>The message's session while it lasts.</summary>
    public KnownSession? Open(IntakeDraft draft, IntakeKnowledge knowledge)
    {
        var submission = draft.Submission;
        if (submission.SessionKey is not { } key || !knowledge.Sessions.TryGetValue(key, out var session))
        {
            return null;
        }

        // Either way round: of two pieces the later one may come in first.
        var window = submission.ChatKey is null ? settings.SessionWindow : settings.ConversationWindow;
        if (window > TimeSpan.Zero && (submission.At - session.LastAt).Duration() <= window)
        {
            return session;
        }

        draft.Because(Name, "over", session.ComplaintId.ToString(CultureInfo.InvariantCulture));
        draft.EarlierComplaintId = session.ComplaintId;
        return null;
    }
}
