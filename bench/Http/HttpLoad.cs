using System.Buffers.Text;
using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace Ingestion.Bench.Http;

/// <summary>
/// Sends prepared requests over keep-alive connections, one after another on each, as fast as the answers come. Plain sockets: a client
/// library would cost more than what is measured.
/// </summary>
internal sealed class HttpLoad(int port, SignedRequests requests, int connections)
{
    private readonly List<double> _latencies = [];
    private int _next;
    private int _accepted;
    private int _failed;
    private volatile bool _measuring;
    private volatile bool _stopping;
    private string? _firstFault;

    /// <summary>Requests answered 2xx so far, warm-up included.</summary>
    public int Accepted => Volatile.Read(ref _accepted);

    /// <summary>Warms up, then measures. <paramref name="onMeasured"/> is called at the start and at the end of the measured time.</summary>
    public async Task<HttpLoadResult> RunAsync(TimeSpan warmUp, TimeSpan measured, Action? onMeasured = null)
    {
        var clients = Enumerable.Range(0, connections).Select(_ => Task.Run(ClientAsync)).ToArray();
        await WaitAsync(warmUp, clients);
        onMeasured?.Invoke();
        var acceptedBefore = Accepted;
        var begun = Stopwatch.GetTimestamp();
        _measuring = true;
        await WaitAsync(measured, clients);
        _measuring = false;
        var accepted = Accepted - acceptedBefore;
        var elapsed = Stopwatch.GetElapsedTime(begun);
        onMeasured?.Invoke();
        _stopping = true;
        await Task.WhenAll(clients);
        return Result(accepted, elapsed);
    }

    /// <summary>Sends every request once.</summary>
    public async Task<HttpLoadResult> RunAllAsync()
    {
        _measuring = true;
        var begun = Stopwatch.GetTimestamp();
        await Task.WhenAll(Enumerable.Range(0, connections).Select(_ => Task.Run(ClientAsync)));
        return Result(Accepted, Stopwatch.GetElapsedTime(begun));
    }

    /// <summary>Ends early when the requests are used up: the rate stays right.</summary>
    private static Task WaitAsync(TimeSpan time, Task[] clients) => Task.WhenAny(Task.Delay(time), Task.WhenAll(clients));

    private HttpLoadResult Result(int accepted, TimeSpan elapsed)
    {
        _latencies.Sort();
        double At(double share) => _latencies.Count == 0 ? double.NaN : _latencies[(int)(share * (_latencies.Count - 1))];
        return new HttpLoadResult(accepted, _failed, elapsed, At(0.5), At(0.99), _firstFault);
    }

    private async Task ClientAsync()
    {
        var latencies = new List<double>(20_000);
        var received = new byte[16 * 1024];
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        await socket.ConnectAsync(IPAddress.Loopback, port);
        while (!_stopping)
        {
            var number = Interlocked.Increment(ref _next) - 1;
            if (number >= requests.Count && !requests.Repeats)
            {
                break;
            }

            var begun = Stopwatch.GetTimestamp();
            await socket.SendAsync(requests[number]);
            var status = await ReadAnswerAsync(socket, received);
            if (status is >= 200 and < 300)
            {
                Interlocked.Increment(ref _accepted);
            }
            else
            {
                Interlocked.Increment(ref _failed);
                _firstFault ??= $"HTTP {status}";
            }

            if (_measuring)
            {
                latencies.Add(Stopwatch.GetElapsedTime(begun).TotalMilliseconds);
            }

            if (status == 0)
            {
                break;
            }
        }

        lock (_latencies)
        {
            _latencies.AddRange(latencies);
        }
    }

    /// <summary>Reads one answer; its status, or 0 when the connection ended.</summary>
    private static async ValueTask<int> ReadAnswerAsync(Socket socket, byte[] buffer)
    {
        var have = 0;
        while (true)
        {
            var read = await socket.ReceiveAsync(buffer.AsMemory(have));
            if (read == 0)
            {
                return 0;
            }

            have += read;
            if (IsComplete(buffer.AsSpan(0, have)))
            {
                return Utf8Parser.TryParse(buffer.AsSpan(9, 3), out int status, out _) ? status : 0;
            }
        }
    }

    private static bool IsComplete(ReadOnlySpan<byte> answer)
    {
        var end = answer.IndexOf("\r\n\r\n"u8);
        if (end < 0)
        {
            return false;
        }

        var head = answer[..(end + 2)];
        var body = answer[(end + 4)..];
        var length = head.IndexOf("Content-Length: "u8);
        return length >= 0
            ? Utf8Parser.TryParse(head[(length + 16)..], out int bytes, out _) && body.Length >= bytes
            : head.IndexOf("Transfer-Encoding: chunked"u8) < 0 || body.EndsWith("0\r\n\r\n"u8);
    }
}
