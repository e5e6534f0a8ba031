using Channels.Tests.Contracts;
using Ingestion.Channels;
using TestSupport;

namespace Channels.Tests.Chat.Telegram;

/// <summary>The Bot API's files on WireMock, behind a port that can go away.</summary>
internal sealed class FileRig : RemoteAttachmentRig
{
    private readonly WireMockScope _scope = WireMockScope.Open();
    private readonly TcpProxy _proxy = new(WireMockServer.Running.Address.Host, WireMockServer.Running.Address.Port);
    private readonly HttpClient _http = TestSetup.NewHttp();
    private readonly ChannelParts _parts;
    private int _files;

    private FileRig()
    {
        var server = new UriBuilder(_scope.BaseUrl) { Port = _proxy.Port }.Uri.AbsoluteUri.TrimEnd('/');
        _parts = Updates.Open(Updates.Polling with { ApiServer = server }, _http);
        Media = new PlainMedia(_http);
    }

    public override IMessageReader Reader => _parts.Reader!;

    public override IAttachmentSource Attachments => _parts.Attachments!;

    /// <summary>Not used: all comes from the Bot API's own server.</summary>
    public override PlainMedia Media { get; }

    public override string Secret => Updates.Token.Split(':')[1];

    public static async Task<RemoteAttachmentRig> StartAsync()
    {
        var rig = new FileRig();
        await rig._scope.StubAsync(new WireMockStub(
            "GET", $"/bot{Updates.Token}/getFile", WireMockAnswer.Json("""{"ok":false,"error_code":400,"description":"Bad Request: invalid file_id"}""", 400)) { Priority = 9 });
        return rig;
    }

    public override async Task<AcceptedMessage> AddAsync(byte[] content)
    {
        var id = $"BQAC-file{++_files}";
        await _scope.StubAsync(
            new WireMockStub("GET", $"/bot{Updates.Token}/getFile", WireMockAnswer.Json($$$"""{"ok":true,"result":{"file_path":"documents/{{{id}}}"}}"""))
            {
                Query = new Dictionary<string, string?> { ["file_id"] = id },
            },
            new WireMockStub("GET", $"/file/bot{Updates.Token}/documents/{id}", new WireMockAnswer { Body = content }));
        return new AcceptedMessage
        {
            Id = _files,
            Channel = "one",
            ExternalId = id,
            Raw = Updates.Utf8(Updates.Wrap(_files, "message", Updates.Message(_files, $"\"document\":{{\"file_id\":\"{id}\",\"file_name\":\"a.pdf\"}}"))),
            AcceptedAt = TestSetup.Now,
        };
    }

    public override Task RemoveAsync(AcceptedMessage message) =>
        _scope.StubAsync("GET", $"/file/bot{Updates.Token}/documents/{message.ExternalId}", new WireMockAnswer(404));

    public override Task GoDownAsync()
    {
        _proxy.GoDown();
        return Task.CompletedTask;
    }

    public override Task HealAsync()
    {
        _proxy.Heal();
        return Task.CompletedTask;
    }

    public override AcceptedMessage? Forged(Uri url) => null;

    public override async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await _proxy.DisposeAsync();
        await _scope.DisposeAsync();
        await base.DisposeAsync();
    }
}
