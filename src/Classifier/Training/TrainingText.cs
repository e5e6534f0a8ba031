namespace Ingestion.Classifier.Training;

/// <summary>One text with all that is known about it, as numbers.</summary>
/// <param name="Id">As in the files.</param>
/// <param name="Set">Where it comes from.</param>
/// <param name="Language">An index of <see cref="CueLanguage"/>.</param>
/// <param name="Text">The text.</param>
/// <param name="Labels">For each task the answer's place, -1 for not known.</param>
/// <param name="Weights">For each task how much the answer counts.</param>
/// <param name="IsRead">Kind and category come from a reader who followed our rules.</param>
/// <param name="Fold">0 to 11, the same for texts that tell the same.</param>
internal sealed record TrainingText(string Id, string Set, int Language, string Text, int[] Labels, float[] Weights, bool IsRead, int Fold)
{
    /// <summary>By our guide; null where nobody said.</summary>
    public Priority? Priority { get; init; }
}
