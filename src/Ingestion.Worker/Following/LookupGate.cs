using System.Net;
using System.Net.Sockets;

namespace Ingestion.Worker.Following;

/// <summary>
/// Keeps people from trying numbers out: so many tries of one network and of one number in a span of time, hits and misses alike, so that the limit tells
/// nothing. Held in memory, bounded; thread-safe.
/// </summary>
internal sealed class LookupGate(TimeProvider time)
{
    public const int MostOfNetwork = 20;
    public const int MostOfNumber = 10;
    public static readonly TimeSpan Span = TimeSpan.FromMinutes(15);

    /// <summary>Beyond it everybody waits for the next span: somebody has very many addresses.</summary>
    private const int MostKeys = 100_000;

    private readonly Lock sync = new();
    private readonly Dictionary<string, int> tries = new(StringComparer.Ordinal);
    private long spanEnds;

    /// <summary>Counts a try. False when there were too many.</summary>
    public bool TryPass(IPAddress? caller, string digits)
    {
        lock (sync)
        {
            var now = time.GetTimestamp();
            if (now >= spanEnds)
            {
                tries.Clear();
                spanEnds = now + (long)(Span.TotalSeconds * time.TimestampFrequency);
            }

            if (tries.Count >= MostKeys)
            {
                return false;
            }

            // Both are counted, whatever the first says.
            var passes = Count("from " + Network(caller)) <= MostOfNetwork;
            return Count("of " + digits) <= MostOfNumber && passes;
        }
    }

    private int Count(string key) => tries[key] = tries.GetValueOrDefault(key) + 1;

    /// <summary>Whoever has one IPv6 address has the 2^64 beside it.</summary>
    private static string Network(IPAddress? address)
    {
        if (address is null)
        {
            return "nowhere";
        }

        address = address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
        return address.AddressFamily == AddressFamily.InterNetworkV6 ? Convert.ToHexString(address.GetAddressBytes().AsSpan(0, 8)) : address.ToString();
    }
}
