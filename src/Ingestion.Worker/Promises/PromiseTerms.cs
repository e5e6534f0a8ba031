using Ingestion.Classifier;
using Ingestion.Worker.Complaints;
using Ingestion.Worker.Settings;

namespace Ingestion.Worker.Promises;

/// <summary>
/// Until when a matter is to be acknowledged and answered. The acknowledgement's time runs around the clock, as ISO 10002 practice asks for: at once,
/// in any case within a day. The answer's is working time. Pure.
/// </summary>
internal sealed class PromiseTerms(AcknowledgementSettings settings, WorkingCalendar calendar)
{
    public static PromiseTerms Of(WorkerSettings settings) => new(settings.Acknowledgements, WorkingCalendar.Of(settings.Organisation));

    /// <param name="receivedAt">When we accepted it.</param>
    /// <param name="kind">What it is in the pool.</param>
    /// <param name="channel">The channel's own time, which comes before the kind's; null: it has none.</param>
    public DateTimeOffset AnswerBy(DateTimeOffset receivedAt, MessageKind kind, TimeSpan? channel) =>
        calendar.After(receivedAt, channel ?? (settings.AnswerWithinByKind.TryGetValue(kind.Word(), out var own) ? own : settings.AnswerWithin));

    /// <inheritdoc cref="AnswerBy"/>
    public DateTimeOffset AcknowledgeBy(DateTimeOffset receivedAt, TimeSpan? channel) => receivedAt + (channel ?? settings.AcknowledgeWithin);
}
