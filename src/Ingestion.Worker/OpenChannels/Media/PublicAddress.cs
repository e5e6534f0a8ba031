using System.Net;
using System.Net.Sockets;

namespace Ingestion.Worker.OpenChannels.Media;

/// <summary>
/// Whether an address belongs to the public internet. What is refused stands in IANA's registries of special-purpose addresses (RFC 6890 and what
/// came after it); of IPv6 only what is given out as global unicast (2000::/3) passes. Addresses that carry an IPv4 address inside are judged by
/// that one, too.
/// </summary>
internal static class PublicAddress
{
    private static readonly IPNetwork[] Special4 = Networks(
        "0.0.0.0/8",            // this network (RFC 791)
        "10.0.0.0/8",           // private (RFC 1918)
        "100.64.0.0/10",        // carriers' NAT (RFC 6598)
        "127.0.0.0/8",          // loopback
        "169.254.0.0/16",       // link-local (RFC 3927): metadata services of clouds
        "172.16.0.0/12",        // private
        "192.0.0.0/24",         // protocol assignments (RFC 6890)
        "192.0.2.0/24",         // documentation (RFC 5737)
        "192.88.99.0/24",       // 6to4 relays (RFC 7526)
        "192.168.0.0/16",       // private
        "198.18.0.0/15",        // benchmarks (RFC 2544)
        "198.51.100.0/24",      // documentation
        "203.0.113.0/24",       // documentation
        "224.0.0.0/4",          // multicast (RFC 5771)
        "240.0.0.0/4",          // reserved, and the broadcast address
        "168.63.129.16/32");    // the host service of every Azure machine: a public address that leads inside

    private static readonly IPNetwork Global6 = IPNetwork.Parse("2000::/3");

    private static readonly IPNetwork[] Special6 = Networks(
        "2001::/23",            // protocol assignments (RFC 2928): Teredo, benchmarks, ORCHID
        "2001:db8::/32",        // documentation (RFC 3849)
        "2002::/16",            // 6to4 (RFC 7526)
        "3fff::/20");           // documentation (RFC 9637)

    private static readonly IPNetwork Nat64 = IPNetwork.Parse("64:ff9b::/96");

    public static bool Is(IPAddress address)
    {
        if (address.AddressFamily == AddressFamily.InterNetwork)
        {
            return !Contains(Special4, address);
        }

        if (address.AddressFamily != AddressFamily.InterNetworkV6 || address.ScopeId != 0)
        {
            return false;
        }

        if (address.IsIPv4MappedToIPv6)
        {
            return Is(address.MapToIPv4());
        }

        // How a network without IPv4 reaches it (RFC 6052); networks' own prefixes for it cannot be known here.
        if (Nat64.Contains(address))
        {
            return Is(Last4(address));
        }

        return Global6.Contains(address) && !Contains(Special6, address) && (!IsIsatap(address) || Is(Last4(address)));
    }

    /// <summary>The tunnel's interface ids, which stand behind any prefix (RFC 5214 §6.1): 0000:5efe or 0200:5efe and an IPv4 address.</summary>
    private static bool IsIsatap(IPAddress address)
    {
        Span<byte> bytes = stackalloc byte[16];
        address.TryWriteBytes(bytes, out _);
        return (bytes[8] & 0xFD) == 0 && bytes[9] == 0 && bytes[10] == 0x5E && bytes[11] == 0xFE;
    }

    private static IPAddress Last4(IPAddress address)
    {
        Span<byte> bytes = stackalloc byte[16];
        address.TryWriteBytes(bytes, out _);
        return new IPAddress(bytes[12..]);
    }

    private static bool Contains(IPNetwork[] networks, IPAddress address)
    {
        foreach (var network in networks)
        {
            if (network.Contains(address))
            {
                return true;
            }
        }

        return false;
    }

    private static IPNetwork[] Networks(params ReadOnlySpan<string> networks)
    {
        var parsed = new IPNetwork[networks.Length];
        for (var i = 0; i < networks.Length; i++)
        {
            parsed[i] = IPNetwork.Parse(networks[i]);
        }

        return parsed;
    }
}
