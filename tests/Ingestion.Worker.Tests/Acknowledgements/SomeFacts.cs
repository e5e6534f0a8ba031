using Ingestion.Channels;
using Ingestion.Classifier;
using Ingestion.Worker.Acknowledgements;

namespace Ingestion.Worker.Tests.Acknowledgements;

internal static class SomeFacts
{
    /// <summary>Received 21 November 2026 09:15, promised for Tuesday 24 November 2026 14:30, by a clock at UTC+3.</summary>
    public static AcknowledgementFacts Of(string language, Medium medium = Medium.Email, MessageKind kind = MessageKind.Complaint) => new()
    {
        Language = language,
        Medium = medium,
        Kind = kind,
        TrackingNumber = "123456789012",
        ReceivedAt = new DateTimeOffset(2026, 11, 21, 6, 15, 0, TimeSpan.Zero),
        AnswerBy = new DateTimeOffset(2026, 11, 24, 11, 30, 0, TimeSpan.Zero),
        Organisation = "Contoso",
        Zone = TimeZoneInfo.CreateCustomTimeZone("test", TimeSpan.FromHours(3), "test", "test"),
    };
}
