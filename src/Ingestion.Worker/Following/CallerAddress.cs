using System.Net;
using Ingestion.Worker.Settings;

namespace Ingestion.Worker.Following;

/// <summary>Where a request comes from: the other end of the connection, or, when that is a proxy of ours, whom it names.</summary>
/// <param name="proxies">As <see cref="HttpSettings.TrustedProxies"/> writes them.</param>
internal sealed class CallerAddress(IEnumerable<string> proxies)
{
    private readonly IPNetwork[] trusted = [.. proxies.Select(NetworkText.Read).OfType<IPNetwork>()];

    /// <param name="connection">The other end of the connection.</param>
    /// <param name="forwardedFor">X-Forwarded-For as it came, all of them joined by commas; each proxy adds to its end, some with a port.</param>
    public IPAddress? Of(IPAddress? connection, string? forwardedFor)
    {
        var caller = connection;
        var named = (forwardedFor ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        for (var i = named.Length - 1; i >= 0 && IsTrusted(caller) && IPEndPoint.TryParse(named[i], out var before); i--)
        {
            caller = before.Address;
        }

        return caller;
    }

    private bool IsTrusted(IPAddress? address)
    {
        address = address is { IsIPv4MappedToIPv6: true } ? address.MapToIPv4() : address;
        return address is not null && Array.Exists(trusted, network => network.Contains(address));
    }
}
