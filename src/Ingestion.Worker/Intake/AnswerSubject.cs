using Ingestion.Classifier;

namespace Ingestion.Worker.Intake;

/// <summary>What an answer is about and for.</summary>
/// <param name="Purpose">A word of the outbox.</param>
/// <param name="Id">The complaint.</param>
/// <param name="TrackingNumber">The number that the customer knows it by, twelve digits.</param>
/// <param name="Kind">What the complaint is.</param>
/// <param name="Language">The language of the answer.</param>
/// <param name="ReceivedAt">When the complaint came.</param>
/// <param name="AnswerBy">Until when its answer is promised; null when none is any more.</param>
/// <param name="DueAt">When this answer must have left.</param>
/// <param name="StableId">Its signed Message-ID.</param>
internal sealed record AnswerSubject(
    string Purpose, long Id, string TrackingNumber, MessageKind Kind, string Language, DateTimeOffset ReceivedAt, DateTimeOffset? AnswerBy, DateTimeOffset DueAt, string StableId);
