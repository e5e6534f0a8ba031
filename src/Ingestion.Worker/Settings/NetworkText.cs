using System.Net;

namespace Ingestion.Worker.Settings;

/// <summary>Networks as settings write them.</summary>
internal static class NetworkText
{
    /// <summary><c>10.20.0.0/16</c>, <c>fd12::/16</c>, or one address; null for anything else, such as a network with bits of a host.</summary>
    public static IPNetwork? Read(string text)
    {
        if (IPNetwork.TryParse(text, out var network))
        {
            return network;
        }

        // Only as it is written everywhere: 10.1 and 012.0.0.1 are addresses, too, of which nobody is sure.
        return IPAddress.TryParse(text, out var address) && string.Equals(address.ToString(), text, StringComparison.OrdinalIgnoreCase)
            ? new IPNetwork(address, address.GetAddressBytes().Length * 8)
            : null;
    }
}
