namespace Ingestion.Worker.Settings;

/// <summary>What customers are told automatically after the acknowledgement.</summary>
internal sealed record NoticeSettings
{
    /// <summary>What <see cref="InformOf"/> may name.</summary>
    public static readonly IReadOnlyList<string> Statuses = ["received", "in-progress", "waiting-for-customer", "resolved", "rejected", "closed"];

    /// <summary>
    /// The statuses that customers are told of when a complaint gets them, on the channel on which it was acknowledged. One that comes with a text for the
    /// customer is always told. Default: waiting-for-customer, resolved, rejected.
    /// </summary>
    public IReadOnlyList<string> InformOf { get; init; } = ["waiting-for-customer", "resolved", "rejected"];

    /// <summary>
    /// Whether a customer who asks for the status ("status", "durum", "vəziyyət", "وضعیت", alone or with the tracking number) is told it at once. If not, the
    /// question joins the complaint as a message. Default: true.
    /// </summary>
    public bool AnswerStatusQuestions { get; init; } = true;

    /// <summary>
    /// Whether a customer who comes with the same matter again is told, where nothing was sent to that address on that day, that it is registered and
    /// under which number. Default: true.
    /// </summary>
    public bool TellRepeats { get; init; } = true;
}
