using System.Net;
using System.Net.Sockets;

namespace Ingestion.Worker.Following;

/// <summary>
/// Keeps people from trying numbers out: so many tries of one network and of one number in any span of time, hits and misses alike, so that the limit tells
/// nothing. Held in memory, bounded; thread-safe.
/// </summary>
internal sealed class LookupGate(TimeProvider time)
{
    public const int MostOfNetwork = 20;
    public const int MostOfNumber = 10;
    public static readonly TimeSpan Span = TimeSpan.FromMinutes(15);

    /// <summary>Beyond it everybody waits: somebody has very many addresses.</summary>
    private const int MostTries = 50_000;

    private readonly Lock sync = new();

    /// <summary>Those of the last span, the oldest first.</summary>
    private readonly Queue<Try> tries = new();

    /// <summary>How many of them are of a network, and of a number.</summary>
    private readonly Dictionary<string, int> counts = new(StringComparer.Ordinal);

    /// <summary>Counts a try that may be made. False when there were too many: after a span without one it may be made again.</summary>
    public bool TryPass(IPAddress? caller, string digits)
    {
        var asked = new Try(time.GetTimestamp(), "from " + Network(caller), "of " + digits);
        lock (sync)
        {
            while (tries.TryPeek(out var oldest) && time.GetElapsedTime(oldest.At, asked.At) >= Span)
            {
                tries.Dequeue();
                Forget(oldest.Network);
                Forget(oldest.Number);
            }

            if (tries.Count >= MostTries || counts.GetValueOrDefault(asked.Network) >= MostOfNetwork || counts.GetValueOrDefault(asked.Number) >= MostOfNumber)
            {
                return false;
            }

            tries.Enqueue(asked);
            Count(asked.Network);
            Count(asked.Number);
            return true;
        }
    }

    private void Count(string key) => counts[key] = counts.GetValueOrDefault(key) + 1;

    private void Forget(string key)
    {
        if (--counts[key] == 0)
        {
            counts.Remove(key);
        }
    }

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

    private readonly record struct Try(long At, string Network, string Number);
}
