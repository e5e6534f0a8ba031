using Ingestion.Worker.Storage;

namespace Ingestion.Worker.Complaints;

/// <summary>New complaints.</summary>
internal sealed class ComplaintRows
{
    private readonly InsertRows rows = new("complaint");
    private readonly StoreColumn<long> id;
    private readonly StoreColumn<string?> trackingNumber;
    private readonly StoreColumn<string?> channel;
    private readonly StoreColumn<long?> contactId;
    private readonly StoreColumn<string?> kind;
    private readonly StoreColumn<string?> category;
    private readonly StoreColumn<string?> priority;
    private readonly StoreColumn<int> priorityScore;
    private readonly StoreColumn<string?> sentiment;
    private readonly StoreColumn<string?> language;
    private readonly StoreColumn<int> languageConfidence;
    private readonly StoreColumn<int> kindConfidence;
    private readonly StoreColumn<int> categoryConfidence;
    private readonly StoreColumn<bool> needsReview;
    private readonly StoreColumn<DateTimeOffset?> receivedAt;
    private readonly StoreColumn<DateTimeOffset?> answerBy;
    private readonly StoreColumn<DateTimeOffset?> lastMessageAt;
    private readonly StoreColumn<string?> unanswered;

    public ComplaintRows()
    {
        id = rows.Int64("id");
        trackingNumber = rows.Text("tracking_number");
        channel = rows.Text("channel");
        contactId = rows.OptionalInt64("contact_id");
        kind = rows.Text("kind");
        category = rows.Text("category");
        priority = rows.Text("priority");
        priorityScore = rows.Int32("priority_score");
        sentiment = rows.Text("sentiment");
        language = rows.Text("language");
        languageConfidence = rows.Int32("language_confidence");
        kindConfidence = rows.Int32("kind_confidence");
        categoryConfidence = rows.Int32("category_confidence");
        needsReview = rows.Boolean("needs_review");
        receivedAt = rows.Time("received_at");
        answerBy = rows.Time("answer_by");
        lastMessageAt = rows.Time("last_message_at");
        unanswered = rows.Text("unanswered");
    }

    public StoreStatement Statement => rows;

    /// <param name="complaint">What is opened.</param>
    /// <param name="unansweredBecause">Why no acknowledgement is planned; null when one is.</param>
    public void Add(Complaint complaint, string? unansweredBecause)
    {
        id.Add(complaint.Id);
        trackingNumber.Add(complaint.TrackingNumber.Digits);
        channel.Add(complaint.Channel);
        contactId.Add(complaint.ContactId);
        kind.Add(complaint.Kind.Word());
        category.Add(complaint.Classification.CategoryWord());
        priority.Add(complaint.Classification.Priority.Word());
        priorityScore.Add(complaint.Classification.PriorityScore);
        sentiment.Add(complaint.Classification.Sentiment.Word());
        language.Add(complaint.Classification.Language);
        languageConfidence.Add(Percent(complaint.Classification.LanguageConfidence));
        kindConfidence.Add(Percent(complaint.Classification.KindConfidence));
        categoryConfidence.Add(Percent(complaint.Classification.CategoryConfidence));
        needsReview.Add(complaint.NeedsReview);
        receivedAt.Add(complaint.ReceivedAt);
        answerBy.Add(complaint.AnswerBy);
        lastMessageAt.Add(complaint.LastMessageAt);
        unanswered.Add(unansweredBecause);
    }

    private static int Percent(double confidence) => (int)Math.Round(confidence * 100);
}
