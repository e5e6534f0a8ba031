using Ingestion.Channels;
using Ingestion.Classifier;
using Ingestion.Classifier.Sensitive;
using Ingestion.Worker.Clusters;
using Ingestion.Worker.Complaints;
using Ingestion.Worker.Intake.Budgets;
using Ingestion.Worker.Intake.Machines;
using Ingestion.Worker.Outbox;

namespace Ingestion.Worker.Intake;

/// <summary>
/// Reads accepted bytes into submissions and classifies them: all that needs no knowledge of the pool is done here, ahead of the
/// transaction. Pure; a reader that fails costs the text, never the message.
/// </summary>
internal sealed class SubmissionReader(SignedMessageId ownIds, IClassifier classifier)
{
    private const int LongestSearched = 100_000;

    /// <summary>What stands in every link to a matter's status.</summary>
    private const string StatusPath = "/t/";

    private static readonly HashSet<string> NoCodes = [];

    public Submission Read(AcceptedMessage message, ChannelFacts channel)
    {
        var content = ReadContent(message, channel);
        var signed = new List<long>();
        var referred = new List<Guid>();
        foreach (var reference in content.References)
        {
            if (ownIds.Verify(reference) is { } complaintId)
            {
                signed.Add(complaintId);
            }
            else
            {
                referred.Add(Key(reference, message, content));
            }
        }

        var chatKey = content.ConversationId is { Length: > 0 } conversation ? Conversations.ChatKey(message.Channel, conversation) : (Guid?)null;
        var numbers = QuotedNumbers(content);
        return new Submission
        {
            // The bytes are read: batches that wait for the store need not hold them.
            Message = message with { Raw = default },
            Channel = channel,
            Content = content,
            ChatKey = chatKey,
            SessionKey = SessionRule.KeyOf(message.Channel, content, chatKey),
            OwnKey = chatKey ?? (content.MessageId is { Length: > 0 } messageId ? Key(messageId, message, content) : null),
            ReferredKeys = referred,
            SignedComplaintIds = signed,
            ReceiptComplaintId = content.Receipt is { } receipt ? ownIds.Verify(receipt.ProviderId) : null,
            ReceiptAnswerId = content.Receipt is { } told ? ownIds.Answer(told.ProviderId) : null,
            IsOwnMail = content.MessageId is { } id && ownIds.Verify(id) is not null,
            StatusLanguage = StatusWordings.LanguageOf(content, numbers.Count > 0),
            QuotedNumbers = numbers,
            LinkCodes = numbers.Count == 0 ? NoCodes : LinkCodes(content),
            TextKey = TextKey.Of(content.Text),
            Version = MessageVersion.Of(message, content),
            Compared = new MatchText(SensitiveNumbers.Mask(content.Subject), SensitiveNumbers.Mask(content.Text)!),
            Classification = Classify(content, channel),
            Fingerprint = content.Fingerprint is { } hash ? new Guid(hash.AsSpan(0, 16)) : null,
        };
    }

    /// <summary>Mails name each other wherever they come in; the ids of other providers are theirs alone.</summary>
    private static Guid Key(string messageId, AcceptedMessage message, InboundMessage content) =>
        content.Medium == Medium.Email ? Conversations.MailKey(messageId) : Conversations.MessageKey(message.Channel, messageId);

    private static InboundMessage ReadContent(AcceptedMessage message, ChannelFacts channel)
    {
        if (channel.Reader is null)
        {
            return new InboundMessage { Medium = Medium.Email, Text = "", Notes = ["channel-removed"] };
        }

        try
        {
            var content = channel.Reader.Read(message);
            var signs = MachineWords.Of(content);
            content = ReferenceEquals(signs, content.MachineSigns) ? content : content with { MachineSigns = signs };
            return content.Sender is { } sender && sender.Folded() != sender ? content with { Sender = sender.Folded() } : content;
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            return new InboundMessage { Medium = Medium.Email, Text = "", Notes = ["unreadable", exception.GetType().Name] };
        }
    }

    private Classification Classify(InboundMessage content, ChannelFacts channel)
    {
        try
        {
            return classifier.Classify(new ClassifierInput(content.Text, content.Subject, content.LanguageHint, channel.DefaultLanguage) { IsPublic = content.IsPublic });
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            return new Classification
            {
                Language = channel.DefaultLanguage,
                LanguageConfidence = 0,
                Kind = MessageKind.Complaint,
                KindConfidence = 0,
                Category = Category.Other,
                CategoryConfidence = 0,
                Priority = Priority.Normal,
                PriorityScore = PriorityScale.Start(MessageKind.Complaint),
                NeedsReview = true,
                Reasons = [new ClassificationReason("kind", "classifier-failed-" + exception.GetType().Name)],
            };
        }
    }

    /// <summary>
    /// Codes in what the sender wrote himself. A long text, or one with our link to a matter's status, may be our mail to somebody else that was copied in
    /// a way that nobody recognises.
    /// </summary>
    private static IReadOnlySet<string> LinkCodes(InboundMessage content)
    {
        var written = content.Written;
        return written.Length > FoldedText.LongestNote || written.Contains(StatusPath, StringComparison.Ordinal) ? NoCodes : LinkCode.Find(content.Subject + "\n" + written);
    }

    private static IReadOnlyList<TrackingNumber> QuotedNumbers(InboundMessage content)
    {
        var inSubject = content.Subject is null ? [] : TrackingNumberFinder.Find(content.Subject);
        var text = content.FullText ?? content.Text;
        var inText = TrackingNumberFinder.Find(text.Length > LongestSearched ? text[..LongestSearched] : text);
        return inSubject.Count == 0 ? inText : [.. inSubject.Union(inText)];
    }
}
