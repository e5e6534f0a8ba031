using System.Collections.Concurrent;
using System.Text;
using Channels.Tests.Chat.BotFramework;
using Channels.Tests.Chat.Telegram;
using Channels.Tests.Contracts;
using Ingestion.Channels;
using Ingestion.Channels.Chat.Telegram;
using Microsoft.Extensions.Logging;
using TestSupport;

namespace Channels.Tests.Chat;

/// <summary>Both connectors go through every fault; whatever can be seen of them (logs, exceptions, results, reports, cursors) holds no secret.</summary>
public sealed class CanaryTests : IAsyncLifetime
{
    private readonly ConcurrentQueue<string> _seen = new();
    private readonly WireMockScope _scope = WireMockScope.Open();
    private readonly HttpClient _http = TestSetup.NewHttp();

    public static TheoryData<string> Faults => ["empty", "reset", "chunk", "noise", "401", "403", "404", "409", "429", "500", "html", "echo"];

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        _http.Dispose();
        await _scope.DisposeAsync();
    }

    [Theory]
    [MemberData(nameof(Faults))]
    public async Task Telegram_EveryFault_TheTokenIsNowhere(string fault)
    {
        await _scope.StubAsync(new WireMockStub("ANY", "/.*", AnswerOf(fault, Updates.Token)) { PathIsPattern = true });
        foreach (var options in new[] { Updates.Polling, Updates.Hooked })
        {
            var parts = new TelegramConnector().Open(TestSetup.For("one", options with { ApiServer = _scope.BaseUrl }, _http) with { Logger = new Notes(_seen) });
            _seen.Enqueue($"{options} {parts}");
            await UseAsync(parts, Updates.Utf8(Updates.Wrap(1, "message", Updates.Message(1, "\"document\":{\"file_id\":\"d1\"}"))), "telegram:5550001", "5550001");
        }

        AssertClean(Updates.Token.Split(':')[1], Updates.Secret, Updates.OldSecret);
    }

    [Theory]
    [MemberData(nameof(Faults))]
    public async Task BotFramework_EveryFault_NeitherSecretNorTokenAnywhere(string fault)
    {
        const string Canary = "canary-access-token";
        var token = Signer.Provider.Sign(Login.Claims());
        var place = new Ingestion.Channels.Chat.BotFramework.ActivityPlace("msteams", _scope.BaseUrl, "a:1", "28:bot", null).Print();
        await using var login = new Login();
        await _scope.StubAsync(new WireMockStub("ANY", "/.*", AnswerOf(fault, $"{Login.Secret} {Canary} {token}")) { PathIsPattern = true });
        await _scope.StubAsync("POST", "/good/token", WireMockAnswer.Json($$"""{"access_token":"{{Canary}}","expires_in":3600}"""));
        var activity = Login.Activity("x", more: $$""","attachments":[{"contentType":"image/png","contentUrl":"{{_scope.BaseUrl}}/file"}]""");
        foreach (var endpoint in new[] { "/good/token", "/bad/token" })
        {
            var options = login.Options with { MetadataUrl = $"{_scope.BaseUrl}/metadata", TokenEndpoint = _scope.BaseUrl + endpoint };
            var parts = login.Open(options, _http, new PlainMedia(_http), new Notes(_seen));
            _seen.Enqueue($"{options} {parts}");
            await NoteAsync(async () => _seen.Enqueue((await Login.GiveAsync(parts.Receiver!, Login.Posted(activity, token))).ToString()));
            await UseAsync(parts, Encoding.UTF8.GetBytes(activity), "bot-msteams:29:1abc", place!);
        }

        AssertClean(Login.Secret, Canary, token.Split('.')[2]);
    }

    private async Task UseAsync(ChannelParts parts, byte[] raw, string person, string conversation)
    {
        var message = new AcceptedMessage { Id = 1, Channel = "one", ExternalId = "x", Raw = raw, AcceptedAt = TestSetup.Now };
        var read = parts.Reader!.Read(message);
        _seen.Enqueue(read.ToString());
        _seen.Enqueue(string.Join(' ', read.Attachments));
        if (parts.Source is { } source)
        {
            await NoteAsync(async () => _seen.Enqueue((await source.FetchAsync(null, 10, Stop)).ToString()));
            await NoteAsync(async () => _seen.Enqueue((await source.FetchAgainAsync(["x"], Stop)).ToString()));
            await NoteAsync(() => source.WaitAsync(TimeSpan.FromSeconds(2), Stop));
        }

        await NoteAsync(async () => _seen.Enqueue((await parts.Attachments!.FetchAsync(message, read.Attachments[0].Key!, Stream.Null, Stop)).ToString()));
        await NoteAsync(async () => _seen.Enqueue((await parts.Test.TestAsync(Stop)).ToString()));
        await NoteAsync(async () => _seen.Enqueue((await parts.Sender!.SendAsync(
            new OutboundMessage
            {
                StableId = "a", To = new ContactPoint(ContactPointKind.Handle, person), ConversationId = conversation, Subject = "", Text = "x", Language = "az", CreatedAt = TestSetup.Now,
            },
            Stop)).ToString()));
    }

    private async Task NoteAsync(Func<Task> act)
    {
        if (await Record.ExceptionAsync(act) is { } fault)
        {
            _seen.Enqueue(fault.ToString());
        }
    }

    private void AssertClean(params string[] secrets)
    {
        Assert.NotEmpty(_seen);
        foreach (var secret in secrets)
        {
            Assert.All(_seen, text => Assert.DoesNotContain(secret, text, StringComparison.Ordinal));
        }
    }

    /// <summary>As a provider (or what stands before it) may answer anything, also with what it was sent.</summary>
    private static WireMockAnswer AnswerOf(string fault, string secret) => fault switch
    {
        "empty" => WireMockAnswer.Failing(WireMockFault.EmptyResponse),
        "reset" => WireMockAnswer.Failing(WireMockFault.ConnectionResetByPeer),
        "chunk" => WireMockAnswer.Failing(WireMockFault.MalformedResponseChunk),
        "noise" => WireMockAnswer.Failing(WireMockFault.RandomDataThenClose),
        "html" => WireMockAnswer.Text($"<html>{secret}</html>", "text/html", 502),
        "echo" => WireMockAnswer.Json($$$"""{"ok":true,"error":"{{{secret}}}","description":"{{{secret}}}","result":{"username":17,"url":"{{{secret}}}","file_path":"/{{{secret}}}"}}"""),
        _ => WireMockAnswer.Json($$"""{"ok":false,"error":"{{secret}}","description":"{{secret}}","error_description":"{{secret}}"}""", int.Parse(fault, System.Globalization.CultureInfo.InvariantCulture)),
    };

    private sealed class Notes(ConcurrentQueue<string> seen) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            seen.Enqueue($"{formatter(state, exception)} {exception}");
    }
}
