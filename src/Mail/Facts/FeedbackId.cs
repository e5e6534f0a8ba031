namespace Ingestion.Mail.Facts;

/// <summary>Feedback-ID of mass mail: up to three ids of the mailer's choice and the mailer itself, in this order.</summary>
/// <param name="Ids">Campaign, customer, kind of mail, as the mailer likes; at most three.</param>
/// <param name="Sender">The mailer.</param>
public sealed record FeedbackId(IReadOnlyList<string> Ids, string Sender)
{
    /// <summary>Null when the value is empty.</summary>
    public static FeedbackId? Parse(string value)
    {
        var parts = value.Split(':', 20, StringSplitOptions.TrimEntries);
        return value.Length == 0 ? null : new FeedbackId([.. parts[..^1].Take(3)], parts[^1]);
    }
}
