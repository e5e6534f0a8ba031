namespace Ingestion.Worker.Tests.Model;

/// <summary>Which complaints belong together, by the words of operators.</summary>
internal sealed class ReferenceLinks
{
    private readonly List<(ReferenceComplaint One, ReferenceComplaint Other)> links = [];

    /// <summary>False when they are linked already; each is told.</summary>
    public bool Add(ReferenceComplaint one, ReferenceComplaint other)
    {
        if (links.Exists(link => IsBetween(link, one, other)))
        {
            return false;
        }

        links.Add((one, other));
        Tell(one, other);
        return true;
    }

    public bool Remove(ReferenceComplaint one, ReferenceComplaint other)
    {
        if (links.RemoveAll(link => IsBetween(link, one, other)) == 0)
        {
            return false;
        }

        Tell(one, other);
        return true;
    }

    private static void Tell(ReferenceComplaint one, ReferenceComplaint other)
    {
        one.Version++;
        other.Version++;
    }

    private static bool IsBetween((ReferenceComplaint One, ReferenceComplaint Other) link, ReferenceComplaint one, ReferenceComplaint other) => link == (one, other) || link == (other, one);
}
