using Ingestion.Channels;

namespace Ingestion.Worker.Tests.Model;

/// <summary>Who is one person, by the words of operators alone.</summary>
internal sealed class ReferencePersons
{
    private readonly List<(ContactPoint One, ContactPoint Other)> links = [];

    /// <summary>False when they are linked already.</summary>
    public bool Link(ContactPoint one, ContactPoint other)
    {
        var isNew = !links.Exists(link => IsBetween(link, one, other));
        if (isNew)
        {
            links.Add((one, other));
        }

        return isNew;
    }

    /// <summary>False when there is no link between these two.</summary>
    public bool Unlink(ContactPoint one, ContactPoint other) => links.RemoveAll(link => IsBetween(link, one, other)) > 0;

    /// <summary>Whether the two are one customer, be it over others.</summary>
    public bool AreOne(ContactPoint? one, ContactPoint? other)
    {
        if (one is null || other is null)
        {
            return false;
        }

        var reached = new HashSet<ContactPoint> { one };
        while (links.Find(link => reached.Contains(link.One) != reached.Contains(link.Other)) is { One: not null } next)
        {
            reached.Add(next.One);
            reached.Add(next.Other);
        }

        return reached.Contains(other);
    }

    private static bool IsBetween((ContactPoint One, ContactPoint Other) link, ContactPoint one, ContactPoint other) => link == (one, other) || link == (other, one);
}
