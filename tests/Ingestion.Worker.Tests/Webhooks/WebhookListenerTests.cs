using System.Net;
using System.Text;
using Ingestion.Channels;
using Ingestion.Worker.Inbox;
using Ingestion.Worker.Settings;
using Ingestion.Worker.Tests.Core;
using Ingestion.Worker.Tests.Fakes;
using Xunit;

namespace Ingestion.Worker.Tests.Webhooks;

public sealed class WebhookListenerTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    [Theory]
    [InlineData("/hooks/desk")]
    [InlineData("/form/desk")]
    [InlineData("/hooks/DESK")]
    [InlineData("/hooks/desk/")]
    public async Task Post_TakenByReceiver_Answers202AfterAccept(string path)
    {
        await using var host = await ListenerHost.StartAsync(new FakeReceiver());

        var answer = await PostAsync(host, "{\"a\":1}", path: path);

        Assert.Equal(HttpStatusCode.Accepted, answer.StatusCode);
        Assert.Equal(["{\"a\":1}"], host.Inbox.Texts);
        Assert.Empty(host.Refusals.Take());
    }

    [Fact]
    public async Task Post_WhileTheStoreHasNotCommitted_HasNoAnswer()
    {
        await using var host = await ListenerHost.StartAsync(new FakeReceiver());
        var commit = new TaskCompletionSource();
        var asked = new TaskCompletionSource();
        host.Inbox.BeforeAccept = async _ =>
        {
            asked.SetResult();
            await commit.Task;
        };

        var answer = PostAsync(host, "{}");
        await asked.Task.WaitAsync(Patience);
        Assert.False(answer.IsCompleted);
        commit.SetResult();

        Assert.Equal(HttpStatusCode.Accepted, (await answer).StatusCode);
    }

    [Fact]
    public async Task Post_WithReply_IsAnsweredFromWhatBecameOfTheMessage()
    {
        var receiver = new FakeReceiver
        {
            OnReceive = request => new WebhookVerdict.Take([FakeReceiver.Message(request)])
            {
                AwaitRegistration = TimeSpan.FromSeconds(1),
                Reply = taken => FakeReceiver.Text(201, $"{taken.IsRepeat} {taken.TrackingNumber}") with { Headers = [new("X-Page", "yes")] },
            },
        };
        await using var host = await ListenerHost.StartAsync(receiver);
        host.Inbox.Number = id => $"number-{id}";

        var first = await PostAsync(host, "{}");
        var second = await PostAsync(host, "{}");

        Assert.Equal(HttpStatusCode.Created, first.StatusCode);
        Assert.Equal("False number-1", await first.Content.ReadAsStringAsync());
        Assert.Equal("True number-1", await second.Content.ReadAsStringAsync());
        Assert.Equal("yes", first.Headers.GetValues("X-Page").Single());
        Assert.Equal("nosniff", first.Headers.GetValues("X-Content-Type-Options").Single());
    }

    [Fact]
    public async Task Post_NumberCannotBeAskedFor_IsStillAnswered2xx()
    {
        var receiver = new FakeReceiver
        {
            OnReceive = request => new WebhookVerdict.Take([FakeReceiver.Message(request)])
            {
                AwaitRegistration = TimeSpan.FromSeconds(1),
                Reply = taken => FakeReceiver.Text(200, $"number: {taken.TrackingNumber ?? "later"}"),
            },
        };
        await using var host = await ListenerHost.StartAsync(receiver);
        host.Inbox.Number = _ => throw new IOException("gone");

        var answer = await PostAsync(host, "{}");

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal("number: later", await answer.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task Post_HeadersAndQuery_ReachTheReceiver()
    {
        WebhookRequest? seen = null;
        var receiver = new FakeReceiver
        {
            OnReceive = request =>
            {
                seen = request;
                return new WebhookVerdict.Answer(FakeReceiver.Text(200, $"{request.Method} {request.Path} {request.Header("X-SIGN")} {request.Query("hub.mode")} {request.Header("absent") ?? "null"}"));
            },
            AnswersGet = true,
        };
        await using var host = await ListenerHost.StartAsync(receiver);

        using var message = new HttpRequestMessage(HttpMethod.Get, "/hooks/desk?hub.mode=subscribe");
        message.Headers.Add("x-sign", ["one", "two"]);
        var answer = await host.Client.SendAsync(message);

        Assert.Equal("GET /hooks/desk one,two subscribe null", (await answer.Content.ReadAsStringAsync()).Replace(", ", ","));
        Assert.True(seen!.Body.IsEmpty);
    }

    [Theory]
    [InlineData(401, "signature-missing", "unauthorized\n")]
    [InlineData(422, "no-text", "no-text\n")]
    public async Task Post_RefusedByReceiver_IsAnsweredAndCounted(int status, string reason, string text)
    {
        await using var host = await ListenerHost.StartAsync(new FakeReceiver { OnReceive = _ => new WebhookVerdict.Refuse(status, reason) });

        var answer = await PostAsync(host, "{}");

        Assert.Equal(status, (int)answer.StatusCode);
        Assert.Equal(text, await answer.Content.ReadAsStringAsync());
        Assert.Equal(("desk", reason, 1L), Single(host));
        Assert.Empty(host.Inbox.Texts);
    }

    [Fact]
    public async Task Post_ReceiverThrows_Answers500WithoutItsWords()
    {
        await using var host = await ListenerHost.StartAsync(new FakeReceiver { OnReceive = _ => throw new InvalidOperationException("private") });

        var answer = await PostAsync(host, "{}");

        Assert.Equal(HttpStatusCode.InternalServerError, answer.StatusCode);
        Assert.DoesNotContain("private", await answer.Content.ReadAsStringAsync());
        Assert.Equal(("desk", "receiver-fault", 1L), Single(host));
    }

    [Theory]
    [InlineData("text/plain", null, 415, "media-type")]
    [InlineData(null, null, 415, "media-type")]
    [InlineData("application/json", "gzip", 415, "content-encoding")]
    [InlineData("application/json", "identity", 202, null)]
    [InlineData("Application/JSON; charset=utf-8", null, 202, null)]
    public async Task Post_MediaTypeAndEncoding_AreCheckedBeforeTheBody(string? type, string? encoding, int status, string? reason)
    {
        await using var host = await ListenerHost.StartAsync(new FakeReceiver());
        using var content = new ByteArrayContent("{}"u8.ToArray());
        if (type is not null)
        {
            content.Headers.TryAddWithoutValidation("Content-Type", type);
        }

        if (encoding is not null)
        {
            content.Headers.ContentEncoding.Add(encoding);
        }

        var answer = await host.Client.PostAsync("/hooks/desk", content);

        Assert.Equal(status, (int)answer.StatusCode);
        Assert.Equal(reason, host.Refusals.Take().SingleOrDefault()?.Reason);
    }

    [Theory]
    [InlineData("GET", "POST")]
    [InlineData("PUT", "POST")]
    [InlineData("DELETE", "POST")]
    [InlineData("OPTIONS", "POST")]
    public async Task OtherMethod_IsAnswered405WithAllow(string method, string allow)
    {
        await using var host = await ListenerHost.StartAsync(new FakeReceiver());

        using var message = new HttpRequestMessage(new HttpMethod(method), "/hooks/desk");
        var answer = await host.Client.SendAsync(message);

        Assert.Equal(HttpStatusCode.MethodNotAllowed, answer.StatusCode);
        Assert.Equal(allow, string.Join(", ", answer.Content.Headers.Allow));
    }

    [Fact]
    public async Task Head_OfAPage_IsAnsweredAsGetWithoutTheBody()
    {
        await using var host = await ListenerHost.StartAsync(new FakeReceiver
        {
            AnswersGet = true,
            OnReceive = request => new WebhookVerdict.Answer(new WebhookReply(200, "text/plain", Encoding.UTF8.GetBytes("page of " + request.Method))),
        });

        using var answer = await host.Client.SendAsync(new HttpRequestMessage(HttpMethod.Head, "/hooks/desk"));
        Assert.Equal((HttpStatusCode.OK, 11L, ""), (answer.StatusCode, answer.Content.Headers.ContentLength, await answer.Content.ReadAsStringAsync()));
    }

    [Theory]
    [InlineData("/hooks/other")]
    [InlineData("/form/desk/")]
    [InlineData("/form/desk/more")]
    public async Task UnknownChannel_IsAnswered404AndCountedWithoutItsName(string path)
    {
        await using var host = await ListenerHost.StartAsync(new FakeReceiver());

        var answer = await PostAsync(host, "{}", path: path);

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.Equal(("-", "no-such-channel", 1L), Single(host));
    }

    [Fact]
    public async Task Post_StoreDown_Answers503WithRetryAfter()
    {
        await using var host = await ListenerHost.StartAsync(new FakeReceiver(), new HttpSettings { RetryAfter = TimeSpan.FromSeconds(7) });
        host.Inbox.BeforeAccept = _ => throw new IOException("no store");

        var answer = await PostAsync(host, "{}");

        Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.StatusCode);
        Assert.Equal(TimeSpan.FromSeconds(7), answer.Headers.RetryAfter?.Delta);
        Assert.Equal(("desk", "store-unavailable", 1L), Single(host));
    }

    [Theory]
    [InlineData("text/html,*/*;q=0.8", true, 503, "sorry 503 {}")]
    [InlineData("text/html,*/*;q=0.8", false, 503, "store-unavailable\n")]
    [InlineData("*/*", true, 503, "store-unavailable\n")]
    public async Task Post_StoreDown_BrowserGetsThePageOfTheReceiverWithWhatItSent(string accept, bool hasPage, int status, string text)
    {
        var receiver = new FakeReceiver
        {
            AnswersGet = true,
            OnApologise = (request, code) => hasPage ? FakeReceiver.Text(code, $"sorry {code} {Encoding.UTF8.GetString(request.Body.Span)}") : null,
        };
        await using var host = await ListenerHost.StartAsync(receiver, new HttpSettings { RetryAfter = TimeSpan.FromSeconds(7) });
        host.Inbox.BeforeAccept = _ => throw new IOException("no store");

        var answer = await PostAsync(host, "{}", accept: accept);

        Assert.Equal((status, text), ((int)answer.StatusCode, await answer.Content.ReadAsStringAsync()));
        Assert.Equal(TimeSpan.FromSeconds(7), answer.Headers.RetryAfter?.Delta);
        Assert.Equal(("desk", "store-unavailable", 1L), Single(host));
    }

    [Fact]
    public async Task Get_TooOften_BrowserGetsThePageOfTheReceiver()
    {
        var receiver = new FakeReceiver { AnswersGet = true, OnApologise = (request, code) => FakeReceiver.Text(code, $"sorry {request.Method} {request.Body.Length}") };
        await using var host = await ListenerHost.StartAsync(receiver, channel: new ChannelSettings { Connector = "fake", RequestsPerSecond = 1 }, time: new ManualTime());
        host.Client.DefaultRequestHeaders.Add("Accept", "text/html");

        var answers = new List<string>();
        for (var i = 0; i < 20 && !answers.Contains("429 sorry GET 0"); i++)
        {
            using var answer = await host.Client.GetAsync("/form/desk");
            answers.Add($"{(int)answer.StatusCode} {await answer.Content.ReadAsStringAsync()}");
        }

        Assert.Equal("429 sorry GET 0", answers[^1]);
    }

    [Fact]
    public async Task Post_InboxTakesNothing_IsCountedByItsReason()
    {
        await using var host = await ListenerHost.StartAsync(new FakeReceiver());
        host.Inbox.BeforeAccept = _ => throw new InboxUnavailableException("too-many-waiting");

        Assert.Equal(HttpStatusCode.ServiceUnavailable, (await PostAsync(host, "{}")).StatusCode);
        Assert.Equal(("desk", "too-many-waiting", 1L), Single(host));
    }

    [Fact]
    public async Task Post_Receipts_AreAnsweredWhenTheyAreStored()
    {
        var reply = (WebhookReply?)null;
        await using var host = await ListenerHost.StartAsync(new FakeReceiver
        {
            OnReceive = _ => new WebhookVerdict.Report([new DeliveryReceipt("p1", DeliveryState.Failed, "told")]) { Reply = reply },
        });
        var stored = new TaskCompletionSource();
        var asked = new TaskCompletionSource();
        host.Inbox.BeforeAccept = async _ =>
        {
            asked.SetResult();
            await stored.Task;
        };

        var first = PostAsync(host, "{}");
        await asked.Task.WaitAsync(Patience);
        Assert.False(first.IsCompleted);
        stored.SetResult();
        Assert.Equal(HttpStatusCode.NoContent, (await first).StatusCode);

        host.Inbox.BeforeAccept = null;
        reply = FakeReceiver.Text(200, "thanks");
        Assert.Equal("thanks", await (await PostAsync(host, "{}")).Content.ReadAsStringAsync());
        Assert.Equal([("desk", "p1"), ("desk", "p1")], host.Inbox.Receipts.Select(item => (item.Channel, item.Receipt.ProviderId)));
        Assert.Empty(host.Inbox.Texts);
        Assert.Empty(host.Refusals.Take());
    }

    [Theory]
    [InlineData(0, false, 204, null)]
    [InlineData(1000, false, 204, null)]
    [InlineData(1001, false, 413, "too-many-receipts")]
    [InlineData(1, true, 503, "store-unavailable")]
    public async Task Post_ReceiptsThatCannotBeStored_AreRefused(int count, bool isDown, int status, string? reason)
    {
        await using var host = await ListenerHost.StartAsync(new FakeReceiver
        {
            OnReceive = _ => new WebhookVerdict.Report([.. Enumerable.Range(0, count).Select(i => new DeliveryReceipt($"p{i}", DeliveryState.Sent, "told"))]),
        });
        host.Inbox.BeforeAccept = isDown ? _ => throw new IOException("no store") : null;

        Assert.Equal(status, (int)(await PostAsync(host, "{}")).StatusCode);
        Assert.Equal(reason is null ? [] : [reason], host.Refusals.Take().Select(total => total.Reason));
    }

    [Fact]
    public async Task Post_StoreStuck_Answers503WithinTheTimeout()
    {
        var time = new ManualTime();
        await using var host = await ListenerHost.StartAsync(new FakeReceiver(), new HttpSettings { RequestTimeout = TimeSpan.FromSeconds(10) }, time: time);
        host.Inbox.BeforeAccept = token =>
        {
            _ = Task.Run(() => time.Advance(TimeSpan.FromSeconds(20)), CancellationToken.None);
            return Task.Delay(Timeout.Infinite, token);
        };

        var answer = await PostAsync(host, "{}").WaitAsync(Patience);

        Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.StatusCode);
    }

    [Fact]
    public async Task Post_BacklogFull_Answers503AndTakesNothing()
    {
        await using var host = await ListenerHost.StartAsync(new FakeReceiver());
        host.Inbox.Full = true;

        var answer = await PostAsync(host, "{}");

        Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.StatusCode);
        Assert.NotNull(answer.Headers.RetryAfter);
        Assert.Equal(("desk", "backlog-full", 1L), Single(host));
        Assert.Empty(host.Inbox.Texts);
    }

    [Fact]
    public async Task Post_Stopping_Answers503()
    {
        await using var host = await ListenerHost.StartAsync(new FakeReceiver());
        host.Readiness.Stopping();

        Assert.Equal(HttpStatusCode.ServiceUnavailable, (await PostAsync(host, "{}")).StatusCode);
        Assert.Equal(("desk", "stopping", 1L), Single(host));
    }

    [Fact]
    public async Task Post_MoreThanAllowedAtOnce_Answers503ToTheRest()
    {
        await using var host = await ListenerHost.StartAsync(new FakeReceiver(), new HttpSettings { MaxConcurrentRequests = 2 });
        var commit = new TaskCompletionSource();
        using var inside = new SemaphoreSlim(0);
        host.Inbox.BeforeAccept = async _ =>
        {
            inside.Release();
            await commit.Task;
        };
        var first = PostAsync(host, "1");
        var second = PostAsync(host, "2");
        Assert.True(await inside.WaitAsync(Patience) && await inside.WaitAsync(Patience));

        var third = await PostAsync(host, "3");
        commit.SetResult();

        Assert.Equal(HttpStatusCode.ServiceUnavailable, third.StatusCode);
        Assert.Equal(("desk", "too-many-at-once", 1L), Single(host));
        Assert.Equal(HttpStatusCode.Accepted, (await first).StatusCode);
        Assert.Equal(HttpStatusCode.Accepted, (await second).StatusCode);
        Assert.Equal(HttpStatusCode.Accepted, (await PostAsync(host, "4")).StatusCode);
    }

    [Fact]
    public async Task Post_TooOften_Answers429()
    {
        await using var host = await ListenerHost.StartAsync(new FakeReceiver(), channel: new ChannelSettings { RequestsPerSecond = 5 }, time: new ManualTime());

        var answers = await Task.WhenAll(Enumerable.Range(0, 60).Select(_ => PostAsync(host, "{}")));

        var taken = answers.Count(answer => answer.StatusCode == HttpStatusCode.Accepted);
        var refused = answers.Where(answer => answer.StatusCode == HttpStatusCode.TooManyRequests).ToList();
        Assert.Equal(60, taken + refused.Count);
        Assert.Equal(5, taken);
        Assert.All(refused, answer => Assert.NotNull(answer.Headers.RetryAfter));
    }

    [Fact]
    public async Task Post_BodiesAboveTheBudget_Answer503AndGiveTheBytesBack()
    {
        var settings = new HttpSettings { MaxBytesInFlight = 100_000 };
        await using var host = await ListenerHost.StartAsync(new FakeReceiver(), settings);
        var commit = new TaskCompletionSource();
        var inside = new TaskCompletionSource();
        host.Inbox.BeforeAccept = async _ =>
        {
            inside.TrySetResult();
            await commit.Task;
        };
        var large = new string('x', 60_000);
        var first = PostAsync(host, large);
        await inside.Task.WaitAsync(Patience);

        var second = await PostAsync(host, large);
        commit.SetResult();

        Assert.Equal(HttpStatusCode.ServiceUnavailable, second.StatusCode);
        Assert.Equal(HttpStatusCode.Accepted, (await first).StatusCode);
        Assert.Equal(HttpStatusCode.Accepted, (await PostAsync(host, large)).StatusCode);
    }

    [Fact]
    public async Task Health_FollowsReadiness()
    {
        await using var host = await ListenerHost.StartAsync(new FakeReceiver());

        Assert.Equal("live\n", await host.Client.GetStringAsync("/health/live"));
        Assert.Equal("starting\n", await TextAsync(host, HttpStatusCode.ServiceUnavailable));
        host.Readiness.Started();
        Assert.Equal("ready\n", await TextAsync(host, HttpStatusCode.OK));
        host.Readiness.Report("store", whole: false);
        Assert.Equal("store\n", await TextAsync(host, HttpStatusCode.ServiceUnavailable));
        host.Readiness.Report("store", whole: true);
        host.Readiness.Stopping();
        Assert.Equal("stopping\n", await TextAsync(host, HttpStatusCode.ServiceUnavailable));
    }

    private static async Task<string> TextAsync(ListenerHost host, HttpStatusCode status)
    {
        var answer = await host.Client.GetAsync("/health/ready");
        Assert.Equal(status, answer.StatusCode);
        return await answer.Content.ReadAsStringAsync();
    }

    private static (string Channel, string Reason, long Count) Single(ListenerHost host)
    {
        var total = Assert.Single(host.Refusals.Take());
        return (total.Channel, total.Reason, total.Count);
    }

    private static async Task<HttpResponseMessage> PostAsync(ListenerHost host, string body, string path = "/hooks/desk", string? accept = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = new StringContent(body, Encoding.UTF8, "application/json") };
        request.Content.Headers.Add("id", "1");
        if (accept is not null)
        {
            request.Headers.Add("Accept", accept);
        }

        return await host.Client.SendAsync(request);
    }
}
