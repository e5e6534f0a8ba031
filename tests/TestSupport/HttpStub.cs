using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace TestSupport;

/// <summary>A small HTTP/1.1 server on loopback that records what comes and answers, drops or stalls as a test says. One request per connection.</summary>
public sealed class HttpStub : IAsyncDisposable
{
    private readonly ConcurrentQueue<HttpStubRequest> _requests = new();
    private readonly CancellationTokenSource _stop = new();
    private TcpListener? _listener;
    private Task _accepting = Task.CompletedTask;

    private HttpStub()
    {
    }

    /// <summary>The whole answer as text, from the status line to the body; null drops the connection; empty never answers.</summary>
    public Func<HttpStubRequest, string?> Answer { get; set; } = _ => Reply(200);

    /// <summary>Used instead of <see cref="Answer"/> where an answer takes its time; cancelled when the client goes.</summary>
    public Func<HttpStubRequest, CancellationToken, Task<string?>>? AnswerLater { get; set; }

    public int Port { get; private set; }

    public IReadOnlyList<HttpStubRequest> Requests => [.. _requests];

    public static HttpStub Start()
    {
        var stub = new HttpStub();
        stub.Listen();
        return stub;
    }

    /// <summary>An answer with a status, further header lines and a body.</summary>
    public static string Reply(int status, string body = "", params string[] headers) => string.Join(
        "\r\n",
        [
            string.Create(CultureInfo.InvariantCulture, $"HTTP/1.1 {status} Stub"),
            string.Create(CultureInfo.InvariantCulture, $"Content-Length: {Encoding.UTF8.GetByteCount(body)}"),
            "Connection: close",
            .. headers,
            "",
            body,
        ]);

    /// <summary>Listens again on the same port after <see cref="GoDown"/>.</summary>
    public void Listen()
    {
        _listener = new TcpListener(IPAddress.Loopback, Port);
        _listener.Start();
        Port = ((IPEndPoint)_listener.LocalEndpoint).Port;
        _accepting = AcceptAsync(_listener);
    }

    /// <summary>Refuses connections from now on.</summary>
    public void GoDown() => _listener?.Dispose();

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        GoDown();
        await _accepting;
        _stop.Dispose();
    }

    private async Task AcceptAsync(TcpListener listener)
    {
        List<Task> serving = [];
        try
        {
            while (true)
            {
                serving.Add(ServeAsync(await listener.AcceptTcpClientAsync(_stop.Token)));
            }
        }
        catch (Exception end) when (end is OperationCanceledException or SocketException or InvalidOperationException)
        {
            await Task.WhenAll(serving);
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        using (client)
        {
            try
            {
                var stream = client.GetStream();
                if (await ReadAsync(stream) is not { } request)
                {
                    return;
                }

                _requests.Enqueue(request);
                var answer = AnswerLater is null ? Answer(request) : await AnswerWhileThereAsync(AnswerLater, request, stream);
                if (answer is null)
                {
                    client.LingerState = new LingerOption(true, 0);
                }
                else if (answer.Length == 0)
                {
                    await Task.Delay(Timeout.Infinite, _stop.Token);
                }
                else
                {
                    await stream.WriteAsync(Encoding.UTF8.GetBytes(answer), _stop.Token);
                }
            }
            catch (Exception end) when (end is OperationCanceledException or IOException)
            {
                // The test is over, or the client has gone.
            }
        }
    }

    private async Task<string?> AnswerWhileThereAsync(Func<HttpStubRequest, CancellationToken, Task<string?>> answer, HttpStubRequest request, NetworkStream stream)
    {
        using var gone = CancellationTokenSource.CreateLinkedTokenSource(_stop.Token);
        var answering = answer(request, gone.Token);

        // A client that has sent its request says no more; what comes is the end of its connection.
        var end = stream.ReadAsync(new byte[1], gone.Token).AsTask();
        await Task.WhenAny(answering, end);
        await gone.CancelAsync();
        await end.ContinueWith(_ => { }, TaskScheduler.Default);
        return await answering;
    }

    private async Task<HttpStubRequest?> ReadAsync(NetworkStream stream)
    {
        var bytes = new List<byte>();
        var buffer = new byte[8192];
        while (true)
        {
            var got = await stream.ReadAsync(buffer, _stop.Token);
            if (got == 0)
            {
                return null;
            }

            bytes.AddRange(buffer.AsSpan(0, got));
            if (HttpStubRequest.TryRead([.. bytes]) is { } request)
            {
                return request;
            }
        }
    }
}
