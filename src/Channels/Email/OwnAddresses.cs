using Ingestion.Mail.Mime;

namespace Ingestion.Channels.Email;

/// <summary>The channel's own addresses. Compared generously, because taking a stranger for ourselves only costs an answer, and the other way round starts a loop.</summary>
internal sealed class OwnAddresses
{
    private readonly HashSet<string> _addresses = new(StringComparer.OrdinalIgnoreCase);

    public OwnAddresses(IReadOnlyCollection<string> addresses)
    {
        foreach (var address in addresses)
        {
            if (MailAddress.Parse(address) is { } parsed)
            {
                _addresses.Add(WithoutTag(parsed.Address));
            }
        }
    }

    /// <summary>Those that are addresses, as contact points; others are left out.</summary>
    public static IReadOnlyList<ContactPoint> Points(IEnumerable<string> addresses) =>
        [.. addresses.Select(MailAddress.Parse).OfType<MailAddress>().Where(address => address.Domain.Length > 0).Select(address => new ContactPoint(ContactPointKind.Email, address.Address).Folded()).Distinct()];

    public bool IsEmpty => _addresses.Count == 0;

    public bool Contains(string address) => _addresses.Count > 0 && _addresses.Contains(WithoutTag(address));

    public bool ContainsAny(IReadOnlyList<MailAddress> addresses)
    {
        foreach (var address in addresses)
        {
            if (Contains(address.Address))
            {
                return true;
            }
        }

        return false;
    }

    // support+token@example.org is support@example.org
    private static string WithoutTag(string address)
    {
        var plus = address.IndexOf('+', StringComparison.Ordinal);
        var at = address.LastIndexOf('@');
        return plus > 0 && plus < at ? string.Concat(address.AsSpan(0, plus), address.AsSpan(at)) : address;
    }
}
