using System.Globalization;
using Ingestion.Worker.Attachments;

namespace Ingestion.Worker.Commands;

/// <summary>An attachment as operators see it. Its name is the customer's text and is not in what <c>explain</c> shows.</summary>
internal sealed record AttachmentLine
{
    public const string Select =
        "SELECT message_id, number, file_name, media_type, sniffed_type, state, reason, sha256, size, tries, created_at, not_before, finished_at FROM attachment";

    public long MessageId { get; init; }

    public int Number { get; init; }

    public string? FileName { get; init; }

    public string MediaType { get; init; } = "";

    public string? SniffedType { get; init; }

    public string State { get; init; } = "";

    public string? Reason { get; init; }

    public string? Sha256 { get; init; }

    public long? Size { get; init; }

    public int Tries { get; init; }

    public DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset NotBefore { get; init; }

    public DateTimeOffset? FinishedAt { get; init; }

    public string Title => string.Create(CultureInfo.InvariantCulture, $"attachment {Number} of message {MessageId} ({SniffedType ?? MediaType}): {(State == AttachmentState.Waiting && Reason is not null ? "withheld for now" : State)}");

    public string Standing => State switch
    {
        AttachmentState.Kept => string.Create(CultureInfo.InvariantCulture, $"{Size} bytes, SHA-256 {Sha256}"),
        AttachmentState.Waiting when Reason is not null => string.Create(CultureInfo.InvariantCulture, $"{Reason}, tried {Tries} times, next try after {NotBefore.UtcDateTime:yyyy-MM-dd HH:mm:ss}Z"),
        AttachmentState.Waiting => "waits to be fetched",
        _ => Reason ?? "no reason is known",
    };
}
