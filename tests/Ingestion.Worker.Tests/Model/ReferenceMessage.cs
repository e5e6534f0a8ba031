using Ingestion.Channels;

namespace Ingestion.Worker.Tests.Model;

/// <summary>A message of the model: what it is, and what must become of it.</summary>
internal sealed class ReferenceMessage
{
    /// <summary>The provider's id.</summary>
    public required string Key { get; init; }

    public required string Channel { get; init; }

    public required DateTimeOffset At { get; init; }

    /// <summary>What is offered.</summary>
    public required InboundMessage Content { get; init; }

    /// <summary>Who wrote; null where nobody knows.</summary>
    public ContactPoint? Writer => Content.Sender;

    /// <summary>What it is about; null where it says nothing.</summary>
    public ReferenceMatter? Matter { get; init; }

    /// <summary>Equal for two messages with equal content; null where equal content proves nothing.</summary>
    public string? Print { get; init; }

    /// <summary>The complaint whose signed Message-ID it answers.</summary>
    public ReferenceComplaint? Signed { get; init; }

    /// <summary>The complaints whose numbers it quotes, in their order.</summary>
    public IReadOnlyList<ReferenceComplaint> Quoted { get; init; } = [];

    public bool IsMachine { get; init; }

    /// <summary>The inbox's id, when it was accepted.</summary>
    public long Id { get; set; }

    /// <summary>How often it was offered under its key.</summary>
    public int Offers { get; set; }

    /// <summary>What the model says of it, a word of the ledger; null until then.</summary>
    public string? Outcome { get; set; }

    /// <summary>The message that it repeats or changes.</summary>
    public ReferenceMessage? First { get; set; }

    /// <summary>Where the model says that it belongs; null for nowhere.</summary>
    public ReferenceComplaint? Complaint { get; set; }

    public override string ToString() => $"{Key} ({Content.Medium}, {Content.Text.ReplaceLineEndings(" ")})";
}
