using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace TestSupport;

/// <summary>Takes every connection, reads what comes and never says a word.</summary>
public sealed class MuteListener : IAsyncDisposable
{
    private readonly TcpListener listener;
    private readonly ConcurrentBag<TcpClient> clients = [];
    private readonly CancellationTokenSource stop = new();
    private readonly Task taking;

    private MuteListener(int port)
    {
        listener = new TcpListener(IPAddress.Loopback, port);
        listener.Start();
        taking = TakeAsync();
    }

    public int Port => ((IPEndPoint)listener.LocalEndpoint).Port;

    /// <summary>Connections so far.</summary>
    public int Heard => clients.Count;

    /// <param name="port">0: a free one.</param>
    public static MuteListener Start(int port = 0) => new(port);

    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        listener.Stop();
        await taking;
        foreach (var client in clients)
        {
            client.Dispose();
        }

        stop.Dispose();
    }

    private async Task TakeAsync()
    {
        try
        {
            while (true)
            {
                var client = await listener.AcceptTcpClientAsync(stop.Token);
                clients.Add(client);
                _ = client.GetStream().CopyToAsync(Stream.Null, stop.Token).ContinueWith(_ => { }, TaskScheduler.Default);
            }
        }
        catch (Exception fault) when (fault is OperationCanceledException or SocketException)
        {
            // The end.
        }
    }
}
