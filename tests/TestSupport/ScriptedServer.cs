using System.Net;
using System.Net.Sockets;

namespace TestSupport;

/// <summary>A server that follows a script line by line: for what no real server does on request.</summary>
public sealed class ScriptedServer : IAsyncDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly Func<ScriptedSession, Task> script;
    private readonly List<TcpClient> clients = [];

    /// <param name="script">Runs for each connection, which ends with it.</param>
    public ScriptedServer(Func<ScriptedSession, Task> script)
    {
        this.script = script;
        listener.Start();
        _ = AcceptAsync();
    }

    public int Port => ((IPEndPoint)listener.LocalEndpoint).Port;

    /// <summary>Every line that clients sent, over all connections.</summary>
    public List<string> Heard { get; } = [];

    public ValueTask DisposeAsync()
    {
        listener.Stop();
        lock (clients)
        {
            clients.ForEach(client => client.Dispose());
        }

        return ValueTask.CompletedTask;
    }

    private async Task AcceptAsync()
    {
        while (true)
        {
            TcpClient client;
            try
            {
                client = await listener.AcceptTcpClientAsync();
            }
            catch (Exception fault) when (fault is SocketException or ObjectDisposedException or InvalidOperationException)
            {
                return;
            }

            lock (clients)
            {
                clients.Add(client);
            }

            _ = RunAsync(client);
        }
    }

    private async Task RunAsync(TcpClient client)
    {
        try
        {
            client.NoDelay = true;
            await script(new ScriptedSession(client.GetStream(), Heard));
        }
        catch (Exception fault) when (fault is IOException or ObjectDisposedException)
        {
            // the client went away
        }

        client.Dispose();
    }
}
