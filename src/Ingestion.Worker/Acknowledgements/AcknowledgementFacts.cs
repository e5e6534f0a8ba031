using Ingestion.Channels;
using Ingestion.Worker.Outbox;

namespace Ingestion.Worker.Acknowledgements;

/// <summary>All that an automatic message may say. Nothing in it was written by the customer.</summary>
internal sealed record AcknowledgementFacts
{
    /// <summary>tr, az, fa or en, also with a region (<c>tr-TR</c>); anything else is answered in English.</summary>
    public required string Language { get; init; }

    public required Medium Medium { get; init; }

    public required TextKind Kind { get; init; }

    /// <summary>Twelve Latin digits.</summary>
    public required string TrackingNumber { get; init; }

    public required DateTimeOffset ReceivedAt { get; init; }

    /// <summary>Until when an answer is promised; null when none is.</summary>
    public required DateTimeOffset? AnswerBy { get; init; }

    /// <summary>How far the matter is; null where that is not told.</summary>
    public ToldStatus? Told { get; init; }

    /// <summary>Who answers, by its settings.</summary>
    public required string Organisation { get; init; }

    /// <summary>Where the customer sees how far the matter is; null when nowhere.</summary>
    public string? StatusUrl { get; init; }

    /// <summary>By which the customer shows, from another address, who it is; only where nobody else reads it.</summary>
    public string? LinkCode { get; init; }

    /// <summary>The clock that times are told by.</summary>
    public required TimeZoneInfo Zone { get; init; }
}
