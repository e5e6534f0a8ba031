using Channels.Tests.Contracts;
using Ingestion.Channels;
using TestSupport;

namespace Channels.Tests.Social.X;

/// <summary>A post with one picture.</summary>
internal sealed class XAttachmentRig : RemoteAttachmentRig
{
    private const string Picture = "/media/picture.jpg";

    private readonly XApiStub _x = new();
    private readonly ChannelParts _parts;

    public XAttachmentRig()
    {
        Media = new PlainMedia(_x.Http);
        _parts = XSamples.Open(_x.Options, _x.Http, media: Media);
    }

    public override PlainMedia Media { get; }

    public override IMessageReader Reader => _parts.Reader!;

    public override IAttachmentSource Attachments => _parts.Attachments!;

    public override string Secret => XSamples.Secret;

    public override async Task<AcceptedMessage> AddAsync(byte[] content)
    {
        await _x.Scope.StubAsync("GET", Picture, new WireMockAnswer { Body = content, Headers = new Dictionary<string, string> { ["Content-Type"] = "image/jpeg" } });
        return Forged(new Uri(_x.Options.ApiUrl + Picture))!;
    }

    public override Task RemoveAsync(AcceptedMessage message) => _x.Scope.RemoveStubsAsync();

    public override Task GoDownAsync()
    {
        _x.GoDown();
        return Task.CompletedTask;
    }

    public override Task HealAsync()
    {
        _x.ComeUp();
        return Task.CompletedTask;
    }

    public override AcceptedMessage? Forged(Uri url) => XSamples.Accepted(XSamples.Offered(
        XSamples.Post(XSamples.Id(60), "bax", XSamples.Writer, """ "attachments":{"media_keys":["3_1"]} """),
        $$"""
        "includes":{"media":[{"media_key":"3_1","type":"photo","url":"{{url.AbsoluteUri}}"}]},
        """));

    public override async ValueTask DisposeAsync()
    {
        await _parts.DisposeAsync();
        await _x.DisposeAsync();
        await base.DisposeAsync();
    }
}
