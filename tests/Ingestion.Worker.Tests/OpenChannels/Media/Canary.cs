using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace Ingestion.Worker.Tests.OpenChannels.Media;

/// <summary>Listens where nobody should come, and counts who does.</summary>
internal sealed class Canary : IAsyncDisposable
{
    private readonly TcpListener _listener;
    private readonly ConcurrentQueue<int> _ports = new();
    private readonly SemaphoreSlim _came = new(0);
    private readonly Task _accepting;

    private Canary(TcpListener listener)
    {
        _listener = listener;
        _listener.Start(100);
        _accepting = AcceptAsync();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>On every address of this machine, of both kinds.</summary>
    public static Canary Everywhere()
    {
        var listener = new TcpListener(Socket.OSSupportsIPv6 ? IPAddress.IPv6Any : IPAddress.Any, 0);
        if (Socket.OSSupportsIPv6)
        {
            listener.Server.DualMode = true;
        }

        return new Canary(listener);
    }

    public static Canary At(IPAddress address, int port = 0) => new(new TcpListener(address, port));

    /// <summary>Connections up to now. A visit of our own, which comes after them, shows that all have been counted.</summary>
    public async Task<int> HitsAsync()
    {
        var place = (IPEndPoint)_listener.LocalEndpoint;
        var at = place.Address.Equals(IPAddress.IPv6Any) || place.Address.Equals(IPAddress.Any) ? IPAddress.Loopback : place.Address;
        using var own = new TcpClient(at.AddressFamily);
        await own.ConnectAsync(at, Port);
        var ownPort = ((IPEndPoint)own.Client.LocalEndPoint!).Port;
        for (var hits = 0; ; hits++)
        {
            await _came.WaitAsync();
            if (_ports.TryDequeue(out var port) && port == ownPort)
            {
                return hits;
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        _listener.Dispose();
        await _accepting;
        _came.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                using var client = await _listener.AcceptTcpClientAsync();
                _ports.Enqueue(((IPEndPoint)client.Client.RemoteEndPoint!).Port);
                _came.Release();
            }
        }
        catch (Exception end) when (end is SocketException or InvalidOperationException)
        {
            // The test is over.
        }
    }
}
