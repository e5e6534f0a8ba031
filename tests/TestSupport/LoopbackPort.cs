using System.Net;
using System.Net.Sockets;

namespace TestSupport;

/// <summary>
/// Free ports on loopback, below the kernel's ephemeral range, so that no outgoing connection takes one before its server does. Each is given
/// once, so that no other test of this process takes it while its server is not there yet, is down, or never comes.
/// </summary>
public static class LoopbackPort
{
    private const int Lowest = 6_000, End = 20_000;
    private static readonly HashSet<int> Given = [];

    public static int Free()
    {
        while (true)
        {
            var port = Random.Shared.Next(Lowest, End);
            lock (Given)
            {
                if (!Given.Add(port))
                {
                    continue;
                }
            }

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
