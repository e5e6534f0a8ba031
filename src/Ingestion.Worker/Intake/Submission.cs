using Ingestion.Channels;
using Ingestion.Classifier;
using Ingestion.Worker.Clusters;
using Ingestion.Worker.Complaints;

namespace Ingestion.Worker.Intake;

/// <summary>An accepted message made readable: what the rules look at.</summary>
internal sealed record Submission
{
    public required AcceptedMessage Message { get; init; }

    public required ChannelFacts Channel { get; init; }

    public required InboundMessage Content { get; init; }

    /// <summary>When it reached the provider, or us where the provider does not say.</summary>
    public DateTimeOffset At => Message.ArrivedAt ?? Message.AcceptedAt;

    /// <summary>The provider's conversation, for chat and social media.</summary>
    public required Guid? ChatKey { get; init; }

    /// <summary>The key under which this message's conversation will be found later: the provider's, or the mail's own Message-ID.</summary>
    public required Guid? OwnKey { get; init; }

    /// <summary>The session that it belongs to; null for mail and what has none.</summary>
    public required Guid? SessionKey { get; init; }

    /// <summary>Keys of conversations that it says it belongs to.</summary>
    public required IReadOnlyList<Guid> ReferredKeys { get; init; }

    /// <summary>Complaints whose signed Message-IDs it answers.</summary>
    public required IReadOnlyList<long> SignedComplaintIds { get; init; }

    /// <summary>The complaint whose answer its <see cref="InboundMessage.Receipt"/> is about; null when the id in it is none of ours.</summary>
    public required long? ReceiptComplaintId { get; init; }

    /// <summary>That answer.</summary>
    public required long? ReceiptAnswerId { get; init; }

    /// <summary>It carries one of our own signed Message-IDs as its own: our mail came back.</summary>
    public required bool IsOwnMail { get; init; }

    /// <summary>It asks for the status and says nothing else: in this language, empty when the words do not tell which. Null when it does not ask.</summary>
    public required string? StatusLanguage { get; init; }

    /// <summary>Tracking numbers that it quotes.</summary>
    public required IReadOnlyList<TrackingNumber> QuotedNumbers { get; init; }

    /// <summary>What could be the code of one of these numbers' acknowledgements, in the text that is new.</summary>
    public required IReadOnlySet<string> LinkCodes { get; init; }

    /// <summary>The first 128 bits of the content's hash.</summary>
    public required Guid? Fingerprint { get; init; }

    /// <summary>What its text has in common with others of one writing machine; null for short ones.</summary>
    public required Guid? TextKey { get; init; }

    /// <summary>Null for messages that do not change.</summary>
    public required MessageVersion? Version { get; init; }

    /// <summary>What it is compared by.</summary>
    public required MatchText Compared { get; init; }

    public required Classification Classification { get; init; }
}
