using System.Collections.Frozen;
using System.Net;
using System.Net.Sockets;
using Ingestion.Channels;
using Ingestion.Worker.Settings;

namespace Ingestion.Worker.OpenChannels.Media;

/// <summary>Where URLs of strangers may lead, by the settings.</summary>
internal sealed class MediaRules
{
    private readonly bool _allowHttp;
    private readonly FrozenSet<int> _ports;
    private readonly IPNetwork[] _allowed;
    private readonly IPNetwork[] _denied;

    public MediaRules(MediaSettings settings)
    {
        _allowHttp = settings.AllowHttp;
        _ports = settings.AllowedPorts.ToFrozenSet();
        _allowed = [.. settings.AllowedNetworks.Select(text => NetworkText.Read(text) ?? throw new ArgumentException("is no network", nameof(settings)))];
        _denied = [.. settings.DeniedNetworks.Select(text => NetworkText.Read(text) ?? throw new ArgumentException("is no network", nameof(settings)))];
    }

    /// <summary>Null when the URL itself may be asked for, else the reason. Its address is judged when it is known.</summary>
    public string? WhyNot(Uri url)
    {
        if (!url.IsAbsoluteUri || (url.Scheme != Uri.UriSchemeHttps && (url.Scheme != Uri.UriSchemeHttp || !_allowHttp)))
        {
            return "scheme-not-allowed";
        }

        // user:password@ is used to make a host look like another one, and nothing that is sent to us needs it.
        if (url.UserInfo.Length > 0 || !HostNames.IsReadable(url))
        {
            return "address-not-allowed";
        }

        return url.IsDefaultPort || _ports.Contains(url.Port) ? null : "port-not-allowed";
    }

    public bool MayVisit(IPAddress address)
    {
        var plain = address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
        return !HasZone(plain) && !Holds(_denied, plain) && (PublicAddress.Is(plain) || Holds(_allowed, plain));
    }

    private static bool Holds(IPNetwork[] networks, IPAddress address) => Array.Exists(networks, network => network.Contains(address));

    private static bool HasZone(IPAddress address) => address.AddressFamily == AddressFamily.InterNetworkV6 && address.ScopeId != 0;
}
