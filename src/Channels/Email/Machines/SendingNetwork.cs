using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Ingestion.Mail.Mime;

namespace Ingestion.Channels.Email.Machines;

/// <summary>
/// The network that handed the mail to the receiving side: of the Received fields from the top, the first whose client has a public address.
/// What stands above it was written by hosts of our own side; what stands below is the sender's word.
/// </summary>
internal static class SendingNetwork
{
    private const int MostLooked = 10;
    private const int LongestLooked = 2_000;

    /// <summary>A network of 256 addresses, or of 80 bits: <c>203.0.113.0/24</c>, <c>2001:db8:1::/48</c>; null when none is told.</summary>
    public static string? Of(MimeHeaders headers)
    {
        var looked = 0;
        foreach (var header in headers)
        {
            if (!header.Is("Received") || looked++ == MostLooked)
            {
                continue;
            }

            var value = header.Unfolded;
            if (value.StartsWith("from ", StringComparison.OrdinalIgnoreCase) && ClientOf(value.AsSpan(0, Math.Min(value.Length, LongestLooked))) is { } client && IsPublic(client))
            {
                return NetworkOf(client);
            }
        }

        return null;
    }

    // "from name (reverse [203.0.113.7]) by …": what stands in brackets before "by"
    private static IPAddress? ClientOf(ReadOnlySpan<char> value)
    {
        var end = value.IndexOf(" by ", StringComparison.OrdinalIgnoreCase);
        var rest = end < 0 ? value : value[..end];
        IPAddress? found = null;
        while (rest.IndexOfAny('[', '(') is >= 0 and var open)
        {
            rest = rest[(open + 1)..];
            var length = rest.IndexOfAny("])( ");
            var text = length < 0 ? rest : rest[..length];
            if (text.StartsWith("IPv6:", StringComparison.OrdinalIgnoreCase))
            {
                text = text[5..];
            }

            // the last one is what the host saw; the name before it is what the client said
            found = text.ContainsAny('.', ':') && IPAddress.TryParse(text, out var address) ? address : found;
        }

        return found;
    }

    private static bool IsPublic(IPAddress address)
    {
        if (address.IsIPv4MappedToIPv6)
        {
            address = address.MapToIPv4();
        }

        if (IPAddress.IsLoopback(address))
        {
            return false;
        }

        var bytes = address.GetAddressBytes();
        return address.AddressFamily == AddressFamily.InterNetwork
            ? bytes is not ([0 or 10 or 127, ..] or [169, 254, ..] or [192, 168, ..] or [172, >= 16 and <= 31, ..] or [100, >= 64 and <= 127, ..] or [>= 224, ..])
            : !address.IsIPv6LinkLocal && !address.IsIPv6SiteLocal && !address.IsIPv6Multicast && (bytes[0] & 0xFE) != 0xFC && bytes.AsSpan().ContainsAnyExcept((byte)0);
    }

    private static string NetworkOf(IPAddress address)
    {
        address = address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
        var bytes = address.GetAddressBytes();
        var kept = bytes.Length == 4 ? 3 : 6;
        bytes.AsSpan(kept).Clear();
        return string.Create(CultureInfo.InvariantCulture, $"{new IPAddress(bytes)}/{kept * 8}");
    }
}
