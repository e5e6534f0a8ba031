namespace Ingestion.Classifier.Rules;

/// <summary>Something that makes a message more urgent.</summary>
/// <param name="Name">In reasons and rule files.</param>
/// <param name="Points">What it adds to the score.</param>
/// <param name="CountsAlways">Also where nobody complains or asks, except in spam.</param>
public sealed record PriorityCause(string Name, int Points, bool CountsAlways)
{
    /// <summary>The reason where no phrase stands behind it: a fact of the pool.</summary>
    internal ClassificationReason Fact { get; } = new("priority", FormattableString.Invariant($"{Name}+{Points}"));
}
