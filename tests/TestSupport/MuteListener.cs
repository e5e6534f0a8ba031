using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace TestSupport;

/// <summary>Takes every connection, reads what comes and never says a word.</summary>
public sealed class MuteListener : IAsyncDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly ConcurrentBag<TcpClient> clients = [];
    private readonly CancellationTokenSource stop = new();
    private readonly Task taking;

    private MuteListener()
    {
        listener.Start();
        taking = TakeAsync();
    }

    public int Port => ((IPEndPoint)listener.LocalEndpoint).Port;

    /// <summary>Connections so far.</summary>
    public int Heard => clients.Count;

    public static MuteListener Start() => new();

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
