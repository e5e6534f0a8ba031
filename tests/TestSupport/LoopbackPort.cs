using System.Net;
using System.Net.Sockets;

namespace TestSupport;

/// <summary>Free ports on loopback, below the kernel's ephemeral range, so that no outgoing connection takes one before its server does.</summary>
public static class LoopbackPort
{
    private static readonly HashSet<int> Owned = [];

    public static int Free() => Free(10_000, 20_000);

    /// <summary>One that no other test is given, also while nobody listens on it.</summary>
    public static int Own()
    {
        while (true)
        {
            var port = Free(6_000, 10_000);
            lock (Owned)
            {
                if (Owned.Add(port))
                {
                    return port;
                }
            }
        }
    }

    private static int Free(int lowest, int end)
    {
        while (true)
        {
            var port = Random.Shared.Next(lowest, end);
            try
            {
                using var listener = new TcpListener(IPAddress.Loopback, port);
                listener.Start();
                return port;
            }
            catch (SocketException)
            {
                // taken: another one
            }
        }
    }
}
