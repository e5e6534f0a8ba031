using System.Net.Sockets;
using System.Text;
using Ingestion.Worker.Settings;
using Ingestion.Worker.Tests.Fakes;
using Xunit;

namespace Ingestion.Worker.Tests.Webhooks;

/// <summary>Requests that no HTTP client would send, over raw sockets.</summary>
public sealed class HostileRequestTests
{
    private const string Post = "POST /hooks/desk HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n";

    [Fact]
    public async Task DeclaredTooLarge_IsAnswered413BeforeTheBody()
    {
        await using var host = await ListenerHost.StartAsync(new FakeReceiver { MaxBytes = 1000 });

        Assert.StartsWith("HTTP/1.1 413 ", await SayAsync(host, Post + "Content-Length: 1001\r\n\r\n"));
    }

    [Fact]
    public async Task DeclaredTooLargeAndSentAtOnce_CanStillReadThe413()
    {
        await using var host = await ListenerHost.StartAsync(new FakeReceiver { MaxBytes = 1000 });

        Assert.StartsWith("HTTP/1.1 413 ", await SayAsync(host, Post + "Content-Length: 2000000\r\n\r\n" + new string('x', 2_000_000)));
    }

    [Fact]
    public async Task ChunkedTooLarge_IsAnswered413WhileReading()
    {
        await using var host = await ListenerHost.StartAsync(new FakeReceiver { MaxBytes = 1000 });

        Assert.StartsWith("HTTP/1.1 413 ", await SayAsync(host, Post + "Transfer-Encoding: chunked\r\n\r\n3e9\r\n" + new string('x', 1001) + "\r\n0\r\n\r\n"));
        Assert.Empty(host.Inbox.Texts);
    }

    [Fact]
    public async Task Chunked_WithinTheLimit_IsTakenWhole()
    {
        await using var host = await ListenerHost.StartAsync(new FakeReceiver { MaxBytes = 1000 });

        Assert.StartsWith("HTTP/1.1 202 ", await SayAsync(host, Post + "Transfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n2\r\nde\r\n0\r\n\r\n"));
        Assert.Equal(["abcde"], host.Inbox.Texts);
    }

    [Fact]
    public async Task AboveTheServersLimit_IsAnswered413()
    {
        await using var host = await ListenerHost.StartAsync(new FakeReceiver { MaxBytes = 1_000_000 }, new HttpSettings { MaxBodyBytes = 2000 });

        Assert.StartsWith("HTTP/1.1 413 ", await SayAsync(host, Post + "Transfer-Encoding: chunked\r\n\r\nbb8\r\n" + new string('x', 3000) + "\r\n0\r\n\r\n"));
    }

    [Fact]
    public async Task BodyNeverComplete_IsAnswered408()
    {
        await using var host = await ListenerHost.StartAsync(new FakeReceiver(), new HttpSettings { RequestTimeout = TimeSpan.FromSeconds(1) });

        Assert.StartsWith("HTTP/1.1 408 ", await SayAsync(host, Post + "Content-Length: 100\r\n\r\n{\"half"));
        Assert.Equal("too-slow", await ReasonAsync(host));
    }

    /// <summary>Kestrel closes a connection whose other half has ended; the caller that stopped in the middle gets no 2xx, and we a count.</summary>
    [Fact]
    public async Task BodyCutShort_IsNeverAccepted()
    {
        await using var host = await ListenerHost.StartAsync(new FakeReceiver());

        Assert.Equal("", await SayAsync(host, Post + "Content-Length: 100\r\n\r\n{\"half", endsSending: true));
        Assert.Equal("truncated", await ReasonAsync(host));
        Assert.Empty(host.Inbox.Texts);
    }

    [Fact]
    public async Task BrokenChunks_AreAnswered400()
    {
        await using var host = await ListenerHost.StartAsync(new FakeReceiver());

        Assert.StartsWith("HTTP/1.1 400 ", await SayAsync(host, Post + "Transfer-Encoding: chunked\r\n\r\nzz\r\nabc\r\n"));
        Assert.Empty(host.Inbox.Texts);
    }

    [Fact]
    public async Task CallerGoneInTheMiddle_IsCountedAndTheHostServesOn()
    {
        await using var host = await ListenerHost.StartAsync(new FakeReceiver());
        using (var socket = await ConnectAsync(host))
        {
            await socket.SendAsync(Encoding.ASCII.GetBytes(Post + "Content-Length: 100\r\n\r\n{\"half"));
            await TestSupport.Wait.UntilAsync(async () => (await SayAsync(host, Post + "Content-Length: 2\r\n\r\n{}")).Contains("202"), "the host serves others meanwhile");
            socket.LingerState = new LingerOption(true, 0);
        }

        Assert.Equal("caller-gone", await ReasonAsync(host));
        Assert.StartsWith("HTTP/1.1 202 ", await SayAsync(host, Post + "Content-Length: 2\r\n\r\n{}"));
    }

    [Theory]
    [InlineData("NONSENSE\r\n\r\n")]
    [InlineData("POST /hooks/desk HTTP/1.1\r\nHost: x\r\nContent-Length: abc\r\n\r\n")]
    [InlineData("POST /hooks/desk HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\nContent-Length: 6\r\n\r\nhello")]
    public async Task NotHttp_IsAnswered400(string request)
    {
        await using var host = await ListenerHost.StartAsync(new FakeReceiver());

        Assert.StartsWith("HTTP/1.1 400 ", await SayAsync(host, request));
        Assert.Empty(host.Inbox.Texts);
    }

    [Fact]
    public async Task ManyHalfBodies_DoNotStopOthers()
    {
        await using var host = await ListenerHost.StartAsync(new FakeReceiver(), new HttpSettings { MaxBodyBytes = 1_000_000, MaxBytesInFlight = 1_048_576 });
        var sockets = new List<Socket>();
        try
        {
            // Each claims nearly a megabyte; if claims were believed, the budget would be gone at once.
            for (var i = 0; i < 100; i++)
            {
                var socket = await ConnectAsync(host);
                sockets.Add(socket);
                await socket.SendAsync(Encoding.ASCII.GetBytes(Post + "Content-Length: 90000\r\n\r\n{\"half"));
            }

            Assert.StartsWith("HTTP/1.1 202 ", await SayAsync(host, Post + "Content-Length: 2\r\n\r\n{}"));
        }
        finally
        {
            sockets.ForEach(socket => socket.Dispose());
        }
    }

    [Fact]
    public async Task MoreSlowBodiesThanPlaces_DoNotStopOthers()
    {
        await using var host = await ListenerHost.StartAsync(new FakeReceiver(), new HttpSettings { MaxConcurrentRequests = 3 });
        var sockets = new List<Socket>();
        try
        {
            for (var i = 0; i < 20; i++)
            {
                var socket = await ConnectAsync(host);
                sockets.Add(socket);
                await socket.SendAsync(Encoding.ASCII.GetBytes(Post + "Content-Length: 90000\r\n\r\n{\"half"));
            }

            Assert.StartsWith("HTTP/1.1 202 ", await SayAsync(host, Post + "Content-Length: 2\r\n\r\n{}"));
        }
        finally
        {
            sockets.ForEach(socket => socket.Dispose());
        }
    }

    [Fact]
    public async Task SlowBodiesThatFillTheirBytes_LeaveRoomForWhatComesWhole()
    {
        await using var host = await ListenerHost.StartAsync(new FakeReceiver { MaxBytes = 780_000 }, new HttpSettings { MaxBodyBytes = 780_000, MaxBytesInFlight = 1_048_576 });
        Socket? slow = null;
        try
        {
            await TestSupport.Wait.UntilAsync(
                async () =>
                {
                    if (slow is null || slow.Available > 0)
                    {
                        // it is refused itself where it comes while another is held
                        slow?.Dispose();
                        slow = await ConnectAsync(host);
                        await slow.SendAsync(Encoding.ASCII.GetBytes(Post + "Content-Length: 780000\r\n\r\n" + new string('x', 700_000)));
                        await Task.Delay(200);
                    }

                    using var another = await ConnectAsync(host);
                    await another.SendAsync(Encoding.ASCII.GetBytes(Post + "Content-Length: 30000\r\n\r\n" + new string('x', 20_000)));
                    using var soon = new CancellationTokenSource(TimeSpan.FromMilliseconds(300));
                    return (await AnswerAsync(another, soon.Token)).StartsWith("HTTP/1.1 503 ", StringComparison.Ordinal) && slow.Available == 0;
                },
                "the slow ones have no bytes left");

            using var inTwo = await ConnectAsync(host);
            await inTwo.SendAsync(Encoding.ASCII.GetBytes(Post + "Content-Length: 9000\r\n\r\n" + new string('y', 5000)));
            await Task.Delay(50);
            await inTwo.SendAsync(Encoding.ASCII.GetBytes(new string('y', 4000)));
            using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(1));
            Assert.StartsWith("HTTP/1.1 202 ", await AnswerAsync(inTwo, limit.Token));
            Assert.StartsWith("HTTP/1.1 202 ", await SayAsync(host, Post + "Content-Length: 2\r\n\r\n{}"));
            Assert.StartsWith("HTTP/1.1 202 ", await SayAsync(host, Post + "Content-Length: 9000\r\n\r\n" + new string('y', 9000)));
        }
        finally
        {
            slow?.Dispose();
        }
    }

    [Fact]
    public async Task TheLargestBody_FitsIntoBytesThatHoldNoMore()
    {
        await using var host = await ListenerHost.StartAsync(new FakeReceiver { MaxBytes = 1_100_000 }, new HttpSettings { MaxBodyBytes = 1_100_000, MaxBytesInFlight = 1_100_000 });

        Assert.StartsWith("HTTP/1.1 202 ", await SayAsync(host, Post + "Content-Length: 1100000\r\n\r\n" + new string('x', 1_100_000)));
    }

    /// <summary>The one refusal counted; an answer can be read a moment before, and a lost caller reads none.</summary>
    private static async Task<string> ReasonAsync(ListenerHost host)
    {
        var reasons = new List<string>();
        await TestSupport.Wait.UntilAsync(
            () =>
            {
                reasons.AddRange(host.Refusals.Take().Select(total => total.Reason));
                return Task.FromResult(reasons.Count > 0);
            },
            "a refusal is counted");
        return Assert.Single(reasons);
    }

    private static async Task<Socket> ConnectAsync(ListenerHost host)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
        await socket.ConnectAsync("127.0.0.1", host.Address.Port);
        return socket;
    }

    /// <summary>Sends, then reads until the head of the answer is there.</summary>
    private static async Task<string> SayAsync(ListenerHost host, string request, bool endsSending = false)
    {
        using var socket = await ConnectAsync(host);
        await socket.SendAsync(Encoding.ASCII.GetBytes(request));
        if (endsSending)
        {
            socket.Shutdown(SocketShutdown.Send);
        }

        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        return await AnswerAsync(socket, limit.Token);
    }

    /// <summary>The head of an answer; what there is of it when the connection or the time ends.</summary>
    private static async Task<string> AnswerAsync(Socket socket, CancellationToken cancellationToken)
    {
        var answer = new StringBuilder();
        var buffer = new byte[4096];
        while (!answer.ToString().Contains("\r\n\r\n", StringComparison.Ordinal))
        {
            var read = await ReceiveAsync(socket, buffer, cancellationToken);
            if (read == 0)
            {
                break;
            }

            answer.Append(Encoding.ASCII.GetString(buffer, 0, read));
        }

        return answer.ToString();
    }

    /// <summary>Zero when the connection ended, politely or not, or the time.</summary>
    private static async Task<int> ReceiveAsync(Socket socket, byte[] buffer, CancellationToken cancellationToken)
    {
        try
        {
            return await socket.ReceiveAsync(buffer, cancellationToken);
        }
        catch (SocketException reset) when (reset.SocketErrorCode == SocketError.ConnectionReset)
        {
            return 0;
        }
        catch (OperationCanceledException)
        {
            return 0;
        }
    }
}
