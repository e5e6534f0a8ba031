namespace Ingestion.Worker.Matching;

/// <summary>A word of a <see cref="ComparableText"/>.</summary>
/// <param name="Start">Where it begins in the folded text.</param>
/// <param name="Length">Characters.</param>
/// <param name="Weight">What it says about the matter: see <see cref="WordWeights"/>.</param>
/// <param name="Naming">Whether it stands as names of places do.</param>
internal readonly record struct ComparableWord(int Start, int Length, byte Weight, PlaceNaming Naming);
