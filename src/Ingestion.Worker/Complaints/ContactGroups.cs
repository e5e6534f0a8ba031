namespace Ingestion.Worker.Complaints;

/// <summary>Which contacts are one person, by the links between them.</summary>
internal static class ContactGroups
{
    /// <summary>Each contact in exactly one group; alone where no link names it.</summary>
    public static IReadOnlyList<IReadOnlyCollection<long>> Of(IReadOnlyCollection<long> contacts, IReadOnlyCollection<ContactLink> links)
    {
        var group = contacts.ToDictionary(contact => contact, contact => new HashSet<long> { contact });
        foreach (var link in links)
        {
            var one = Group(link.FirstContact);
            var other = Group(link.SecondContact);
            if (one != other)
            {
                one.UnionWith(other);
                foreach (var contact in other)
                {
                    group[contact] = one;
                }
            }
        }

        return [.. group.Values.Distinct()];

        HashSet<long> Group(long contact) => group.TryGetValue(contact, out var known) ? known : group[contact] = [contact];
    }
}
