using System.Net;
using System.Net.Sockets;

namespace TestSupport;

/// <summary>
/// Stands between a client and a real server and ends the first connection exactly behind a byte, for both sides and without a race:
/// what comes later reaches nobody, and <see cref="EndedAsync"/> tells when the server has finished with it. Later connections pass whole.
/// </summary>
public sealed class CutProxy : IAsyncDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly int targetPort;
    private readonly List<Task> sessions = [];
    private readonly List<byte> requests = [];
    private readonly List<byte> answers = [];
    private readonly Task accepting;

    /// <param name="targetPort">The server on 127.0.0.1.</param>
    /// <param name="requestBytes">The cut comes behind this many bytes of the client; at least 1.</param>
    /// <param name="answerBytes">Or behind this many of the server; at least 1.</param>
    public CutProxy(int targetPort, long requestBytes = long.MaxValue, long answerBytes = long.MaxValue)
    {
        this.targetPort = targetPort;
        listener.Start();
        accepting = AcceptAsync(requestBytes, answerBytes);
    }

    public int Port => ((IPEndPoint)listener.LocalEndpoint).Port;

    public int Connections => sessions.Count;

    /// <summary>What passed on the first connection to the server; read it after <see cref="EndedAsync"/>.</summary>
    public IReadOnlyList<byte> Requests => requests;

    /// <summary>What passed on the first connection to the client.</summary>
    public IReadOnlyList<byte> Answers => answers;

    /// <summary>The client has closed its connections (dispose it before) and the server has ended its side of each.</summary>
    public async Task EndedAsync()
    {
        listener.Stop();
        await accepting;
        await Task.WhenAll(sessions);
    }

    public async ValueTask DisposeAsync() => await EndedAsync();

    private async Task AcceptAsync(long requestBytes, long answerBytes)
    {
        while (true)
        {
            Socket client;
            try
            {
                client = await listener.AcceptSocketAsync();
            }
            catch (Exception fault) when (fault is SocketException or ObjectDisposedException or InvalidOperationException)
            {
                return;
            }

            var first = sessions.Count == 0;
            sessions.Add(RunAsync(client, first ? requestBytes : long.MaxValue, first ? answerBytes : long.MaxValue, first));
        }
    }

    private async Task RunAsync(Socket client, long requestBytes, long answerBytes, bool first)
    {
        using var server = new Socket(SocketType.Stream, ProtocolType.Tcp);
        await server.ConnectAsync(IPAddress.Loopback, targetPort);
        (client.NoDelay, server.NoDelay) = (true, true);
        using var cut = new CancellationTokenSource();
        await Task.WhenAll(
            PumpAsync(client, server, requestBytes, first ? requests : [], cut),
            PumpAsync(server, client, answerBytes, first ? answers : [], cut));
        client.Dispose();
    }

    /// <summary>Reads to the end in any case; passes on what comes before the cut.</summary>
    private static async Task PumpAsync(Socket from, Socket to, long limit, List<byte> passed, CancellationTokenSource cut)
    {
        var buffer = new byte[16 * 1024];
        try
        {
            while (await from.ReceiveAsync(buffer) is > 0 and var got)
            {
                if (cut.IsCancellationRequested)
                {
                    continue;
                }

                var passing = (int)Math.Min(limit, got);
                limit -= passing;
                if (limit == 0)
                {
                    // Before these bytes go on: no answer to them may pass.
                    await cut.CancelAsync();
                }

                passed.AddRange(buffer.AsSpan(0, passing));
                await to.SendAsync(buffer.AsMemory(0, passing));
                if (limit == 0)
                {
                    End(from);
                    End(to);
                }
            }
        }
        catch (SocketException)
        {
            // one side went first
        }

        End(to);
    }

    private static void End(Socket socket)
    {
        try
        {
            socket.Shutdown(SocketShutdown.Send);
        }
        catch (SocketException)
        {
            // ended already
        }
    }
}
