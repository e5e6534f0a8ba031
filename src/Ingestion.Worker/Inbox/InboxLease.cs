namespace Ingestion.Worker.Inbox;

/// <summary>Messages that this worker alone may decide until the lease ends.</summary>
/// <param name="Fence">Unique to this lease: every write under it names it.</param>
/// <param name="Places">What was leased, oldest first.</param>
internal sealed record InboxLease(long Fence, IReadOnlyList<InboxPlace> Places)
{
    public bool IsEmpty => Places.Count == 0;
}
