using System.Net.Sockets;
using System.Text;

namespace Ingestion.Worker.Hosting;

/// <summary>
/// Tells systemd when the worker is ready and when it stops (sd_notify(3): datagrams to the socket that NOTIFY_SOCKET names). Elsewhere
/// it does nothing.
/// </summary>
internal sealed class SystemdNotice(IHostApplicationLifetime lifetime, string? socketPath) : IHostedService
{
    public const string Variable = "NOTIFY_SOCKET";

    public Task StartAsync(CancellationToken cancellationToken)
    {
        if (!string.IsNullOrEmpty(socketPath))
        {
            lifetime.ApplicationStarted.Register(() => Send("READY=1\nSTATUS=serving"));
            lifetime.ApplicationStopping.Register(() => Send("STOPPING=1\nSTATUS=finishing what is in flight"));
        }

        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private void Send(string state)
    {
        try
        {
            // A leading @ stands for the abstract namespace, whose names begin with a zero byte.
            var address = new UnixDomainSocketEndPoint(socketPath![0] == '@' ? "\0" + socketPath[1..] : socketPath);
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
