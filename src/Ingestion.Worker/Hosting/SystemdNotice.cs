using System.Net.Sockets;
using System.Text;

namespace Ingestion.Worker.Hosting;

/// <summary>
/// Tells systemd how the worker stands (sd_notify(3): datagrams to the socket that NOTIFY_SOCKET names). Elsewhere it does nothing.
/// </summary>
internal static class SystemdNotice
{
    public const string Variable = "NOTIFY_SOCKET";

    public static void Send(string state)
    {
        if (Environment.GetEnvironmentVariable(Variable) is not { Length: > 0 } path)
        {
            return;
        }

        try
        {
            // A leading @ stands for the abstract namespace, whose names begin with a zero byte.
            var address = new UnixDomainSocketEndPoint(path[0] == '@' ? "\0" + path[1..] : path);
            using var socket = new Socket(AddressFamily.Unix, SocketType.Dgram, ProtocolType.Unspecified);
            socket.Connect(address);
            socket.Send(Encoding.UTF8.GetBytes(state));
        }
        catch (Exception fault) when (fault is SocketException or ArgumentException)
        {
            // A service manager that does not listen is no reason to stop.
        }
    }
}
