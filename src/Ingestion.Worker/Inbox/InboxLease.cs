namespace Ingestion.Worker.Inbox;

/// <summary>Messages that this worker alone may decide until the lease ends.</summary>
/// <param name="Fence">Unique to this lease: every write under it names it.</param>
/// <param name="Places">What was leased, oldest first.</param>
internal sealed record InboxLease(long Fence, IReadOnlyList<InboxPlace> Places)
{
    /// <summary>More than this lease could take may have waited when it was taken.</summary>
    public bool MoreWaits { get; init; }

    public bool IsEmpty => Places.Count == 0;

    /// <summary>The places in runs of at most so many raw bytes; one that is larger stands alone.</summary>
    public IReadOnlyList<IReadOnlyList<InboxPlace>> Parts(int mostBytes)
    {
        var parts = new List<IReadOnlyList<InboxPlace>>(1);
        var part = new List<InboxPlace>();
        var bytes = 0L;
        foreach (var place in Places)
        {
            if (part.Count > 0 && bytes + place.Size > mostBytes)
            {
                parts.Add(part);
                part = [];
                bytes = 0;
            }

            part.Add(place);
            bytes += place.Size;
        }

        parts.Add(part);
        return parts;
    }
}
