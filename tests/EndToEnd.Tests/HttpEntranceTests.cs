using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Text;
using TestSupport;

namespace EndToEnd.Tests;

/// <summary>Bad input at the HTTP entrances: a clear answer, nothing stored, the process goes on within its memory.</summary>
public sealed class HttpEntranceTests : IAsyncLifetime
{
    private const long MostResidentBytes = 300 * 1024 * 1024;
    private static readonly byte[] Good = WebhookCaller.Body("m-1", "customer-1", "My card does not work, I want to complain.");
    private Installation installation = null!;
    private CallbackReceiver callback = null!;
    private WorkerProcess worker = null!;
    private Uri hook = null!;

    public async ValueTask InitializeAsync()
    {
        callback = await CallbackReceiver.StartAsync();
        installation = await Installation.CreateAsync(Store.Sqlite);
        installation
            .WithWebhook("chat", callback.Url)
            .WithWebhook("slow-chat", callback.Url)
            .WithForm("complaints")
            .Set("Channels:slow-chat:RequestsPerSecond", 1)
            .Set("Http:RequestTimeout", "2s");
        worker = await installation.StartAsync();
        hook = new Uri(installation.Url, "hooks/chat");
    }

    public async ValueTask DisposeAsync()
    {
        await installation.DisposeAsync();
        await callback.DisposeAsync();
    }

    [Fact]
    public async Task Webhook_Signed_IsTakenOnceHoweverOftenItComes()
    {
        for (var i = 0; i < 3; i++)
        {
            using var answer = await installation.Http.SendAsync(WebhookCaller.Signed(hook, "msg-1", Good));
            Assert.Equal(HttpStatusCode.Accepted, answer.StatusCode);
        }

        await installation.Pool.WaitForDecidedAsync(1);
        await Wait.UntilAsync(() => Task.FromResult(callback.Received.Count == 1), "the chatbot has its answer");
        Assert.Equal(1, await installation.Pool.CountAsync("SELECT count(*) FROM message"));
        Assert.Equal(3, await installation.Pool.CountAsync("SELECT offers FROM message"));
    }

    [Fact]
    public async Task Webhook_FiftyCopiesAtOnce_AreOneMessage()
    {
        var answers = await Task.WhenAll(Enumerable.Range(0, 50).Select(async _ =>
        {
            using var answer = await installation.Http.SendAsync(WebhookCaller.Signed(hook, "msg-1", Good));
            return answer.StatusCode;
        }));

        Assert.All(answers, status => Assert.Equal(HttpStatusCode.Accepted, status));
        await installation.Pool.WaitForDecidedAsync(1);
        Assert.Equal(1, await installation.Pool.CountAsync("SELECT count(*) FROM complaint"));
    }

    [Fact]
    public async Task Webhook_NotAuthentic_Is401AndStoredNowhere()
    {
        var now = TimeProvider.System.GetUtcNow();
        using var unsigned = new HttpRequestMessage(HttpMethod.Post, hook) { Content = Json(Good) };
        using var tampered = WebhookCaller.Signed(hook, "msg-2", Good);
        tampered.Content = Json([.. Good.AsSpan(0, Good.Length - 1), (byte)' ', (byte)'}']);
        HttpRequestMessage[] requests =
        [
            unsigned,
            tampered,
            WebhookCaller.Signed(hook, "msg-3", Good, key: "whsec_ISIjJCUmJygpKissLS4vMDEyMzQ1Njc4OTo7PD0+P0A="),
            WebhookCaller.Signed(hook, "msg-4", Good, now.AddMinutes(-10)),
            WebhookCaller.Signed(hook, "msg-5", Good, now.AddMinutes(10)),
        ];
        foreach (var request in requests)
        {
            using var answer = await installation.Http.SendAsync(request);
            Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
        }

        await StillWorksAsync(stored: 1);
    }

    [Fact]
    public async Task Webhook_NotReadable_HasAnAnswerThatSaysWhy()
    {
        await ExpectAsync(HttpStatusCode.BadRequest, WebhookCaller.Signed(hook, "msg-1", "{\"type\":"u8.ToArray()));
        await ExpectAsync(HttpStatusCode.BadRequest, WebhookCaller.Signed(hook, "with.dot", Good));
        await ExpectAsync(HttpStatusCode.MethodNotAllowed, new HttpRequestMessage(HttpMethod.Get, hook));
        await ExpectAsync(HttpStatusCode.NotFound, WebhookCaller.Signed(new Uri(installation.Url, "hooks/nobody"), "msg-2", Good));

        var text = WebhookCaller.Signed(hook, "msg-3", Good);
        text.Content!.Headers.ContentType = new MediaTypeHeaderValue("text/plain");
        await ExpectAsync(HttpStatusCode.UnsupportedMediaType, text);

        var packed = WebhookCaller.Signed(hook, "msg-4", Good);
        packed.Content!.Headers.ContentEncoding.Add("gzip");
        await ExpectAsync(HttpStatusCode.UnsupportedMediaType, packed);

        await StillWorksAsync(stored: 1);
    }

    [Fact]
    public async Task Webhook_TooLarge_Is413_AndMemoryStaysBounded()
    {
        var large = new byte[5 * 1024 * 1024];
        await ExpectAsync(HttpStatusCode.RequestEntityTooLarge, WebhookCaller.Signed(hook, "msg-1", large));
        await Task.WhenAll(Enumerable.Range(0, 40).Select(async i =>
        {
            using var chunked = WebhookCaller.Signed(hook, string.Create(CultureInfo.InvariantCulture, $"msg-{i}"), large);
            chunked.Headers.TransferEncodingChunked = true;
            chunked.Content!.Headers.ContentLength = null;
            try
            {
                using var answer = await installation.Http.SendAsync(chunked);
                Assert.Equal(HttpStatusCode.RequestEntityTooLarge, answer.StatusCode);
            }
            catch (Exception fault) when (fault is HttpRequestException or SocketException)
            {
                // the listener hung up while we were still sending: refused as well
            }
        }));

        await StillWorksAsync(stored: 1);
        Assert.InRange(worker.ResidentBytes(), 1, MostResidentBytes);
    }

    [Fact]
    public async Task Webhook_TooOften_Is429WithRetryAfter()
    {
        var slow = new Uri(installation.Url, "hooks/slow-chat");
        var answers = new List<(HttpStatusCode Status, bool Told)>();
        for (var i = 0; i < 10; i++)
        {
            using var answer = await installation.Http.SendAsync(WebhookCaller.Signed(slow, string.Create(CultureInfo.InvariantCulture, $"msg-{i}"), Good));
            answers.Add((answer.StatusCode, answer.Headers.RetryAfter is not null));
        }

        Assert.Equal((HttpStatusCode.Accepted, false), answers[0]);
        Assert.Contains((HttpStatusCode.TooManyRequests, true), answers);
    }

    [Fact]
    public async Task Webhook_BodyThatNeverEnds_Is408()
    {
        using var connection = await ConnectAsync();
        await WriteAsync(connection, "POST /hooks/chat HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: 100\r\n\r\n{");

        Assert.StartsWith("HTTP/1.1 408 ", await ReadAsync(connection), StringComparison.Ordinal);
        await StillWorksAsync(stored: 1);
    }

    [Fact]
    public async Task Webhook_Truncated_StoresNothing()
    {
        using (var connection = await ConnectAsync())
        {
            await WriteAsync(connection, "POST /hooks/chat HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: 100\r\n\r\n{\"type\":");
        }

        await StillWorksAsync(stored: 1);
    }

    [Theory]
    [InlineData("POST /hooks/chat HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\nZZZ\r\n")]
    [InlineData("POST /hooks/chat HTTP/1.1\r\nHost: localhost\r\nContent-Length: 5\r\nContent-Length: 6\r\n\r\n12345")]
    [InlineData("POST /hooks/chat HTTP/1.1\r\n\r\n")]
    [InlineData("NONSENSE\r\n\r\n")]
    public async Task Listener_BrokenHttp_Is400(string request)
    {
        using var connection = await ConnectAsync();
        await WriteAsync(connection, request);

        Assert.StartsWith("HTTP/1.1 400 ", await ReadAsync(connection), StringComparison.Ordinal);
        await StillWorksAsync(stored: 1);
    }

    [Fact]
    public async Task Listener_HeadersTooLarge_Is431()
    {
        using var connection = await ConnectAsync();
        await WriteAsync(connection, $"POST /hooks/chat HTTP/1.1\r\nHost: localhost\r\nx: {new string('x', 64 * 1024)}\r\n\r\n");

        Assert.StartsWith("HTTP/1.1 431 ", await ReadAsync(connection), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Refusals_AreCountedInTheStore()
    {
        using var unsigned = new HttpRequestMessage(HttpMethod.Post, hook) { Content = Json(Good) };
        await ExpectAsync(HttpStatusCode.Unauthorized, unsigned);

        Assert.Equal(0, await worker.StopAsync());

        Assert.Equal(1, await installation.Pool.CountAsync("SELECT sum(count) FROM refusal WHERE channel = 'chat' AND reason = 'signature-missing'"));
    }

    private static ByteArrayContent Json(byte[] body)
    {
        var content = new ByteArrayContent(body);
        content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        return content;
    }

    private static async Task WriteAsync(TcpClient connection, string text)
    {
        try
        {
            await connection.GetStream().WriteAsync(Encoding.ASCII.GetBytes(text));
        }
        catch (IOException)
        {
            // answered before everything was sent
        }
    }

    private static async Task<string> ReadAsync(TcpClient connection)
    {
        var answer = new byte[1024];
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        var length = await connection.GetStream().ReadAsync(answer, limit.Token);
        return Encoding.ASCII.GetString(answer, 0, length);
    }

    private async Task<TcpClient> ConnectAsync()
    {
        var connection = new TcpClient();
        await connection.ConnectAsync(installation.Url.Host, installation.Url.Port);
        return connection;
    }

    private async Task ExpectAsync(HttpStatusCode expected, HttpRequestMessage request)
    {
        using var answer = await installation.Http.SendAsync(request);
        Assert.Equal(expected, answer.StatusCode);
    }

    /// <summary>A good message is taken after the bad ones, and nothing of those is in the inbox.</summary>
    private async Task StillWorksAsync(int stored)
    {
        await ExpectAsync(HttpStatusCode.Accepted, WebhookCaller.Signed(hook, "msg-good", Good));
        await installation.Pool.WaitForDecidedAsync(stored);
        Assert.Equal(stored, await installation.Pool.CountAsync("SELECT count(*) FROM message"));
        Assert.False(worker.HasExited);
    }
}
