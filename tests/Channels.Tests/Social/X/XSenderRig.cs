using Channels.Tests.Contracts;
using Ingestion.Channels;
using Ingestion.Channels.Social.X;
using TestSupport;

namespace Channels.Tests.Social.X;

/// <summary>Public replies, which bear a mark of their own.</summary>
internal sealed class XSenderRig : RemoteSenderRig
{
    public const string Posts = "/2/tweets";

    private readonly XApiStub _x = new();
    private int _before;
    private bool _refuses;

    public override TimeSpan? BusyFor => TimeSpan.FromSeconds(30);

    public override string Secret => XSamples.Secret;

    public override ContactPoint Reachable { get; } = new(ContactPointKind.Handle, $"x:{XSamples.Writer}");

    public override IReadOnlyList<ContactPoint> Unreachable { get; } =
    [
        new(ContactPointKind.Handle, "x:aygun"), new(ContactPointKind.Handle, "x:"), new(ContactPointKind.Handle, "x:0"), new(ContactPointKind.Handle, "telegram:17"),
        new(ContactPointKind.Handle, "x:17/../18"), new(ContactPointKind.Phone, "+994501234567"), new(ContactPointKind.Email, "a@b.az"),
    ];

    public override string? PublicText => "Müraciətiniz qeydə alındı, sizə şəxsi mesaj yazacağıq.";

    public override string? InReplyTo => "post:1900000000000000001";

    public static async Task<RemoteSenderRig> StartAsync()
    {
        var rig = new XSenderRig();
        await rig.BeAsync(ProviderMood.Takes);
        return rig;
    }

    public override IMessageSender Open() => XSamples.Open(_x.Options with { Reply = "public" }, _x.Http).Sender!;

    public override string Mark(string stableId) => $"({XSender.MarkOf(stableId)})";

    public override async Task<IReadOnlyList<string>> ArrivedAsync()
    {
        var requests = await _x.Scope.RequestsAsync("POST", Posts);
        return [.. requests.Take(_refuses ? _before : requests.Count).Select(request => request.Text)];
    }

    public override async Task BeAsync(ProviderMood mood)
    {
        _refuses = mood is ProviderMood.RefusesRecipient or ProviderMood.RefusesLogin or ProviderMood.Busy;
        _before = (await _x.Scope.RequestsAsync("POST", Posts)).Count;
        if (mood == ProviderMood.Down)
        {
            _x.GoDown();
            return;
        }

        _x.ComeUp();
        await _x.Scope.RemoveStubsAsync();
        var created = WireMockAnswer.Json("""{"data":{"id":"1900000000000000009","text":"…"}}""", 201);
        await _x.Scope.StubAsync("POST", Posts, mood switch
        {
            ProviderMood.RefusesRecipient => Problem(403, "not-authorized-for-resource"),
            ProviderMood.RefusesLogin => Problem(401, "about:blank"),
            ProviderMood.Busy => Problem(429, "rate-limit-exceeded") with { Headers = new Dictionary<string, string> { ["Retry-After"] = "30", ["Content-Type"] = "application/json" } },
            ProviderMood.LosesReply => WireMockAnswer.Failing(WireMockFault.ConnectionResetByPeer),
            ProviderMood.NeverReplies => created with { Delay = TimeSpan.FromMinutes(1) },
            _ => created,
        });
    }

    public override async ValueTask DisposeAsync()
    {
        await _x.DisposeAsync();
        await base.DisposeAsync();
    }

    private static WireMockAnswer Problem(int status, string type) =>
        WireMockAnswer.Json($$"""{"title":"No","type":"https://api.x.com/2/problems/{{type}}","detail":"{{ProviderText}}","status":{{status}}}""", status);
}
