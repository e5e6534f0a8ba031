using System.Runtime.CompilerServices;

namespace Ingestion.Classifier;

/// <summary>Gathers reasons on the stack, so that only the answer's own array is allocated.</summary>
internal struct ReasonList
{
    private const int Capacity = 20;
    private Slots slots;
    private int count;

    /// <summary>Adds a reason that is not null, as long as there is room.</summary>
    public void Add(ClassificationReason? reason)
    {
        if (reason is not null && count < Capacity)
        {
            slots[count++] = reason;
        }
    }

    public readonly ClassificationReason[] ToArray()
    {
        var reasons = new ClassificationReason[count];
        for (var i = 0; i < count; i++)
        {
            reasons[i] = slots[i]!;
        }

        return reasons;
    }

    [InlineArray(Capacity)]
    private struct Slots
    {
        private ClassificationReason? first;
    }
}
