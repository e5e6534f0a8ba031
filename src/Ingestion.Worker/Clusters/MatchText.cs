using Ingestion.Worker.Matching;

namespace Ingestion.Worker.Clusters;

/// <summary>
/// What is compared of a text, in which numbers of cards, accounts and persons are masked as they are in the pool. Made when it is first asked for: most
/// messages come from customers who have no other complaint. For one thread at a time.
/// </summary>
internal sealed class MatchText(string? subject, string text)
{
    private NearFingerprint? print;
    private IReadOnlyList<ReferenceNumber>? numbers;

    public NearFingerprint Print => print ??= NearFingerprint.Of(ComparableText.Of(subject, text));

    public IReadOnlyList<ReferenceNumber> Numbers => numbers ??= ReferenceNumbers.Find(subject, text);

    public void Prepare() => _ = (Print, Numbers);
}
