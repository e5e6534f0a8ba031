namespace Ingestion.Worker.Inbox;

/// <summary>
/// The offers of one commit. Many are answered in one go in a thread of the pool while the next commit is under way; for a few, waking
/// that thread would take longer than answering.
/// </summary>
internal sealed class OfferBatch : IThreadPoolWorkItem
{
    private const int Few = 8;

    private readonly List<Offer> offers = [];
    private AcceptedOffer[] results = [];
    private Exception? failure;

    public IReadOnlyList<Offer> Offers => offers;

    public int Count => offers.Count;

    public int Messages { get; private set; }

    public long Bytes { get; private set; }

    public void Add(Offer offer)
    {
        offers.Add(offer);
        Messages += offer.Messages.Count;
        foreach (var message in offer.Messages)
        {
            Bytes += message.Raw.Length;
        }
    }

    /// <param name="accepted">One for each message, in their order.</param>
    public void Settle(AcceptedOffer[] accepted)
    {
        results = accepted;
        Answer();
    }

    public void Fail(Exception exception)
    {
        failure = exception;
        Answer();
    }

    void IThreadPoolWorkItem.Execute() => AnswerAll();

    private void Answer()
    {
        if (offers.Count <= Few)
        {
            AnswerAll();
        }
        else
        {
            ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
        }
    }

    private void AnswerAll()
    {
        var at = 0;
        foreach (var offer in offers)
        {
            if (failure is not null)
            {
                offer.Fail(failure);
            }
            else
            {
                offer.Complete(new ArraySegment<AcceptedOffer>(results, at, offer.Messages.Count));
                at += offer.Messages.Count;
            }
        }
    }
}
