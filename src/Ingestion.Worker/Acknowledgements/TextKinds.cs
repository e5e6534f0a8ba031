using Ingestion.Classifier;
using Ingestion.Worker.Complaints;
using Ingestion.Worker.Outbox;

namespace Ingestion.Worker.Acknowledgements;

/// <summary>Which text a message is made from.</summary>
internal static class TextKinds
{
    public static TextKind Of(OutboxMessage message) => message.Purpose switch
    {
        OutboxWords.Repeat => TextKind.Repeat,
        OutboxWords.Status => TextKind.Status,
        OutboxWords.Update => ComplaintStatuses.IsOver(message.Told!.Status) ? TextKind.Resolution : TextKind.Status,
        _ => Of(message.Kind),
    };

    /// <summary>What is neither suggestion, praise nor question is acknowledged as a complaint.</summary>
    public static TextKind Of(MessageKind kind) => kind switch
    {
        MessageKind.Suggestion => TextKind.Suggestion,
        MessageKind.Praise => TextKind.Praise,
        MessageKind.Question => TextKind.Question,
        _ => TextKind.Complaint,
    };
}
