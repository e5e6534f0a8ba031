using Ingestion.Channels;

namespace Ingestion.Worker.Matching;

/// <summary>What is compared of a message.</summary>
internal sealed record MatchTraits
{
    /// <summary>Who wrote: equal for one contact on all channels, and only compared.</summary>
    public required string Contact { get; init; }

    /// <summary>When it was received.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>What the classifier is sure of, or null.</summary>
    public string? Category { get; init; }

    /// <summary>The chat, or the SMS number and its customer, that the message is part of; null where messages stand alone, as mails do.</summary>
    public string? Session { get; init; }

    public required NearFingerprint Print { get; init; }

    /// <summary>It tells of danger or damage: however short, it does not ask for news.</summary>
    public bool IsGrave { get; init; }

    public IReadOnlyList<ReferenceNumber> Numbers { get; init; } = [];

    public static MatchTraits Of(InboundMessage message, string contact, DateTimeOffset at, string? category, string? session) => new()
    {
        Contact = contact,
        At = at,
        Category = category,
        Session = session,
        Print = NearFingerprint.Of(ComparableText.Of(message.Subject, message.Text)),
        Numbers = ReferenceNumbers.Find(message.Subject, message.Text),
    };
}
