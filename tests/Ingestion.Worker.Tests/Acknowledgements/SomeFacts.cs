using Ingestion.Channels;
using Ingestion.Worker.Outbox;
using Ingestion.Worker.Acknowledgements;

namespace Ingestion.Worker.Tests.Acknowledgements;

internal static class SomeFacts
{
    /// <summary>Received 21 November 2026 09:15, promised for Tuesday 24 November 2026 14:30, by a clock at UTC+3.</summary>
    public static AcknowledgementFacts Of(string language, Medium medium = Medium.Email, TextKind kind = TextKind.Complaint) => new()
    {
        Language = language,
        Medium = medium,
        Kind = kind,
        TrackingNumber = "123456789012",
        ReceivedAt = new DateTimeOffset(2026, 11, 21, 6, 15, 0, TimeSpan.Zero),
        AnswerBy = new DateTimeOffset(2026, 11, 24, 11, 30, 0, TimeSpan.Zero),
        Told = kind is TextKind.Status or TextKind.Resolution or TextKind.Repeat ? new ToldStatus(kind == TextKind.Resolution ? "resolved" : "in-progress") : null,
        Organisation = "Contoso",
        Zone = TimeZoneInfo.CreateCustomTimeZone("test", TimeSpan.FromHours(3), "test", "test"),
    };
}
