using System.Text;
using Channels.Tests.Contracts;
using Ingestion.Channels;
using TestSupport;

namespace Channels.Tests.Chat.BotFramework;

/// <summary>Files at addresses that came with activities, on WireMock behind a port that can go away.</summary>
internal sealed class ActivityFileRig : RemoteAttachmentRig
{
    private readonly WireMockScope _scope = WireMockScope.Open();
    private readonly TcpProxy _proxy = new(WireMockServer.Running.Address.Host, WireMockServer.Running.Address.Port);
    private readonly HttpClient _http = TestSetup.NewHttp();
    private readonly Login _login = new();
    private readonly ChannelParts _parts;
    private int _files;

    public ActivityFileRig()
    {
        Media = new PlainMedia(_http);
        _parts = _login.Open(_login.Options with { MoreServiceHosts = [] }, media: Media);
    }

    public override IMessageReader Reader => _parts.Reader!;

    public override IAttachmentSource Attachments => _parts.Attachments!;

    public override PlainMedia Media { get; }

    public override string Secret => "canary";

    public override async Task<AcceptedMessage> AddAsync(byte[] content)
    {
        var path = $"/file/{++_files}";
        await _scope.StubAsync("GET", path, new WireMockAnswer { Body = content });
        return At(new UriBuilder(_scope.Url(path)) { Port = _proxy.Port }.Uri, path);
    }

    public override Task RemoveAsync(AcceptedMessage message) => _scope.StubAsync("GET", message.ExternalId, new WireMockAnswer(404));

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

    public override AcceptedMessage Forged(Uri url) => At(url, "forged");

    public override async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await _login.DisposeAsync();
        await _proxy.DisposeAsync();
        await _scope.DisposeAsync();
        await base.DisposeAsync();
    }

    private static AcceptedMessage At(Uri url, string id) => new()
    {
        Id = 1,
        Channel = "one",
        ExternalId = id,
        Raw = Encoding.UTF8.GetBytes(Login.Activity("x", more: $$""","attachments":[{"contentType":"application/pdf","name":"a.pdf","contentUrl":"{{url}}"}]""")),
        AcceptedAt = TestSetup.Now,
    };
}
