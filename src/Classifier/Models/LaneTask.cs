namespace Ingestion.Classifier.Models;

/// <summary>One question that the model answers.</summary>
/// <param name="Name">In files and tables.</param>
/// <param name="Number">Its place in <see cref="Lanes.Tasks"/>.</param>
/// <param name="Start">The first of its lanes.</param>
/// <param name="Labels">Its answers as they are written in data, in the order of the lanes. Of two answers the second has a lane: the first is what is left.</param>
internal sealed record LaneTask(string Name, int Number, int Start, string[] Labels)
{
    public int Size => Labels.Length;

    /// <summary>How many lanes it has.</summary>
    public int Width => Size == 2 ? 1 : Size;

    /// <summary>The place of a label, -1 for none or an unknown one.</summary>
    public int IndexOf(string label) => Array.IndexOf(Labels, label);

    /// <summary>The task's part of all lanes.</summary>
    public Span<float> Of(Span<float> lanes) => lanes.Slice(Start, Width);
}
