using System.Text;
using Channels.Tests.Contracts;
using Ingestion.Channels;
using TestSupport;

namespace Channels.Tests.Sms.Twilio;

/// <summary>An MMS with one picture, which lies at Twilio.</summary>
internal sealed class TwilioAttachmentRig : RemoteAttachmentRig
{
    private static readonly string Sid = TwilioSamples.Sid("m1", "MM");
    private static readonly string Picture = $"/2010-04-01/Accounts/{TwilioSamples.Account}/Messages/{Sid}/Media/ME0123456789abcdef0123456789abcdef";
    private static readonly string List = $"/2010-04-01/Accounts/{TwilioSamples.Account}/Messages/{Sid}/Media.json";

    private readonly TwilioApiStub _twilio = TwilioApiStub.Start();
    private readonly ChannelParts _parts;
    private readonly bool _fromList;

    /// <param name="fromList">The message came by the poll, which names no URL.</param>
    public TwilioAttachmentRig(bool fromList)
    {
        _fromList = fromList;
        Media = new PlainMedia(_twilio.Http);
        _parts = TwilioSamples.Open(_twilio.Options, _twilio.Http, media: Media);
    }

    public override PlainMedia Media { get; }

    public override IMessageReader Reader => _parts.Reader!;

    public override IAttachmentSource Attachments => _parts.Attachments!;

    public override string Secret => TwilioSamples.Token;

    public override async Task<AcceptedMessage> AddAsync(byte[] content)
    {
        await _twilio.Scope.StubAsync("GET", Picture, new WireMockAnswer { Body = content, Headers = new Dictionary<string, string> { ["Content-Type"] = "image/jpeg" } });
        await _twilio.Scope.StubAsync("GET", List, WireMockAnswer.Json($$"""{"media_list":[{"sid":"ME0123456789abcdef0123456789abcdef","uri":"{{Picture}}.json"}],"next_page_uri":null}"""));
        return _fromList
            ? TwilioSamples.Accepted(Encoding.UTF8.GetBytes(TwilioSamples.Item(Sid, "", TestSetup.Now, media: 1)), Sid)
            : Hooked(_twilio.Options.ApiUrl + Picture);
    }

    public override Task RemoveAsync(AcceptedMessage message) => _twilio.Scope.RemoveStubsAsync();

    public override Task GoDownAsync()
    {
        _twilio.GoDown();
        return Task.CompletedTask;
    }

    public override Task HealAsync()
    {
        _twilio.ComeUp();
        return Task.CompletedTask;
    }

    public override AcceptedMessage? Forged(Uri url) => _fromList ? null : Hooked(url.AbsoluteUri);

    public override async ValueTask DisposeAsync()
    {
        await _parts.DisposeAsync();
        await _twilio.DisposeAsync();
        await base.DisposeAsync();
    }

    private static AcceptedMessage Hooked(string url) =>
        TwilioSamples.Accepted(TwilioSamples.Encode(TwilioSamples.Sms(Sid, "").With(("NumMedia", "1"), ("MediaUrl0", url), ("MediaContentType0", "image/jpeg"))), Sid);
}
