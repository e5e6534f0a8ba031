namespace Ingestion.Worker.Tests.Model;

/// <summary>What a sequence does in one round: messages that are decided together, or one word of an operator.</summary>
internal sealed class Turn
{
    /// <summary>In their order; one that was offered before comes again.</summary>
    public List<ReferenceMessage> Offers { get; } = [];

    public OperatorWord? Word { get; set; }

    public bool IsEmpty => Offers.Count == 0 && Word is null;
}
