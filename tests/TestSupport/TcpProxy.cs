using System.Net;
using System.Net.Sockets;
using System.Text;

namespace TestSupport;

/// <summary>Stands between a client and a real server and breaks what passes, as networks do.</summary>
public sealed class TcpProxy : IAsyncDisposable
{
    private readonly string targetHost;
    private readonly int targetPort;
    private readonly List<Socket> sockets = [];
    private readonly MemoryStream heard = new();
    private TcpListener listener;
    private volatile bool stalled;
    private volatile byte[]? cutMarker;
    private volatile (byte[] Text, byte[] By)[] replacements = [];
    private volatile byte[]? lossMarker;
    private int lossEvery;
    private int lossSeen;
    private int lost;
    private long answerLimit = long.MaxValue;
    private long requestLimit = long.MaxValue;

    public TcpProxy(string targetHost, int targetPort)
    {
        (this.targetHost, this.targetPort) = (targetHost, targetPort);
        listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        Port = ((IPEndPoint)listener.LocalEndpoint).Port;
        _ = AcceptAsync(listener);
    }

    public int Port { get; }

    /// <summary>Connections made so far.</summary>
    public int Connections { get; private set; }

    /// <summary>Everything that clients have sent, over all connections.</summary>
    public byte[] Heard
    {
        get
        {
            lock (heard)
            {
                return heard.ToArray();
            }
        }
    }

    /// <summary>Where the server says the one, clients read the other, of the same length: somebody in the middle.</summary>
    public void ReplaceInAnswers(string text, string by)
    {
        if (text.Length != by.Length)
        {
            throw new ArgumentException("both must have the same length", nameof(by));
        }

        replacements = [.. replacements, (Encoding.ASCII.GetBytes(text), Encoding.ASCII.GetBytes(by))];
    }

    /// <summary>New connections end when the server has said this many bytes.</summary>
    public void CutAnswersAfter(long bytes) => Interlocked.Exchange(ref answerLimit, bytes);

    /// <summary>New connections end when the client has said this many bytes; those still reach the server.</summary>
    public void CutRequestsAfter(long bytes) => Interlocked.Exchange(ref requestLimit, bytes);

    /// <summary>A connection ends in the block in which the server says these bytes, right behind them.</summary>
    public void CutAtMarker(byte[]? marker) => cutMarker = marker;

    /// <summary>Answers lost by <see cref="LoseAnswers"/> so far.</summary>
    public int LostAnswers => Volatile.Read(ref lost);

    /// <summary>
    /// Each so-many-th block of the server's that holds these bytes never arrives: the server has done its work, and the connection ends.
    /// </summary>
    public void LoseAnswers(byte[] marker, int every) => (lossEvery, lossMarker) = (every, marker);

    /// <summary>From now on nothing passes, in neither direction, and nobody is told.</summary>
    public void Stall() => stalled = true;

    /// <summary>Closes the port and all connections.</summary>
    public void GoDown()
    {
        listener.Stop();
        Drop();
    }

    /// <summary>Ends all faults; listens again where it had stopped.</summary>
    public void Heal()
    {
        CutAnswersAfter(long.MaxValue);
        CutRequestsAfter(long.MaxValue);
        cutMarker = null;
        lossMarker = null;
        stalled = false;
        if (!listener.Server.IsBound)
        {
            listener = new TcpListener(IPAddress.Loopback, Port);
            listener.Start();
            _ = AcceptAsync(listener);
        }
    }

    /// <summary>Ends the open connections.</summary>
    public void Drop()
    {
        lock (sockets)
        {
            sockets.ForEach(socket => socket.Dispose());
            sockets.Clear();
        }
    }

    public ValueTask DisposeAsync()
    {
        GoDown();
        return ValueTask.CompletedTask;
    }

    private async Task AcceptAsync(TcpListener from)
    {
        while (true)
        {
            Socket client;
            try
            {
                client = await from.AcceptSocketAsync();
            }
            catch (Exception fault) when (fault is SocketException or ObjectDisposedException or InvalidOperationException)
            {
                return;
            }

            var server = new Socket(SocketType.Stream, ProtocolType.Tcp);
            await server.ConnectAsync(targetHost, targetPort);
            (client.NoDelay, server.NoDelay) = (true, true);
            Connections++;
            lock (sockets)
            {
                sockets.AddRange([client, server]);
            }

            _ = PumpAsync(client, server, Interlocked.Read(ref requestLimit), marked: false);
            _ = PumpAsync(server, client, Interlocked.Read(ref answerLimit), marked: true);
        }
    }

    private async Task PumpAsync(Socket from, Socket to, long limit, bool marked)
    {
        var buffer = new byte[16 * 1024];
        try
        {
            while (await from.ReceiveAsync(buffer) is > 0 and var got)
            {
                if (stalled)
                {
                    continue;
                }

                if (!marked)
                {
                    lock (heard)
                    {
                        heard.Write(buffer, 0, got);
                    }
                }
                else
                {
                    Array.ForEach(replacements, pair => Replace(buffer.AsSpan(0, got), pair.Text, pair.By));
                }

                if (marked && lossMarker is { } losing && buffer.AsSpan(0, got).IndexOf(losing) >= 0 && Interlocked.Increment(ref lossSeen) % lossEvery == 0)
                {
                    Interlocked.Increment(ref lost);
                    break;
                }

                var at = marked && cutMarker is { } marker ? buffer.AsSpan(0, got).IndexOf(marker) : -1;
                var passing = (int)Math.Min(limit, at < 0 ? got : at + cutMarker!.Length);
                await to.SendAsync(buffer.AsMemory(0, passing));
                limit -= passing;
                if (limit == 0 || at >= 0)
                {
                    break;
                }
            }
        }
        catch (Exception fault) when (fault is SocketException or ObjectDisposedException)
        {
            // the other side went first
        }

        from.Dispose();
        to.Dispose();
    }

    private static void Replace(Span<byte> bytes, byte[] text, byte[] by)
    {
        for (var at = bytes.IndexOf(text); at >= 0; at = bytes.IndexOf(text))
        {
            by.CopyTo(bytes[at..]);
            bytes = bytes[at..];
        }
    }
}
