namespace Ingestion.Worker.Matching;

/// <summary>A complaint as a candidate: its messages' traits, of which the first and the latest are compared.</summary>
internal sealed class KnownComplaint(long id, string contact)
{
    /// <summary>Messages of one complaint that are compared: the first, and the latest of the others.</summary>
    public const int MostCompared = 8;

    private readonly List<MatchTraits> messages = [];
    private readonly List<ReferenceNumber> numbers = [];

    public long Id { get; } = id;

    public string Contact => contact;

    /// <summary>Complaints alike share it; the complaint's own id while it stands alone.</summary>
    public long Cluster { get; set; } = id;

    public IReadOnlyList<MatchTraits> Messages => messages;

    public IReadOnlyCollection<ReferenceNumber> Numbers => numbers;

    public DateTimeOffset LastAt { get; private set; } = DateTimeOffset.MinValue;

    public void Add(MatchTraits message)
    {
        if (messages.Count == MostCompared)
        {
            messages.RemoveAt(1);
        }

        messages.Add(message);
        foreach (var number in message.Numbers)
        {
            if (numbers.Count < 4 * ReferenceNumbers.Most && !numbers.Contains(number))
            {
                numbers.Add(number);
            }
        }

        LastAt = message.At > LastAt ? message.At : LastAt;
    }
}
