using System.Net;
using System.Net.Sockets;

namespace TestSupport;

/// <summary>Free ports on loopback, below the kernel's ephemeral range, so that no outgoing connection takes one before its server does.</summary>
public static class LoopbackPort
{
    public static int Free()
    {
        while (true)
        {
            var port = Random.Shared.Next(10_000, 20_000);
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
