using Channels.Tests.Contracts;
using Ingestion.Channels;
using Ingestion.Channels.Sms.Twilio;
using TestSupport;

namespace Channels.Tests.Sms.Twilio;

internal sealed class TwilioSenderRig : RemoteSenderRig
{
    private int _refused;
    private bool _refuses;

    public TwilioApiStub Twilio { get; } = TwilioApiStub.Start();

    public override TimeSpan? BusyFor => TimeSpan.FromSeconds(30);

    public override string Secret => TwilioSamples.Token;

    public override ContactPoint Reachable { get; } = new(ContactPointKind.Phone, TwilioSamples.Customer);

    public override IReadOnlyList<ContactPoint> Unreachable { get; } =
    [
        new(ContactPointKind.Phone, "+12025550123"), new(ContactPointKind.Phone, "+8821650000000"), new(ContactPointKind.Phone, "0501234567"), new(ContactPointKind.Phone, "+994"),
        new(ContactPointKind.Phone, "+994 50 123 45 67"), new(ContactPointKind.Handle, "whatsapp:+12025550123"), new(ContactPointKind.Handle, "messenger:17"),
        new(ContactPointKind.Handle, "sms:70001"), new(ContactPointKind.Handle, "one:c-17"), new(ContactPointKind.Email, "a@b.az"),
    ];

    public static async Task<RemoteSenderRig> StartAsync()
    {
        var rig = new TwilioSenderRig();
        await rig.BeAsync(ProviderMood.Takes);
        return rig;
    }

    public override IMessageSender Open() => TwilioSamples.Open(Twilio.Options, Twilio.Http).Sender!;

    public override string Mark(string stableId) => TwilioSender.MarkOf(stableId);

    public override async Task<IReadOnlyList<string>> ArrivedAsync()
    {
        var requests = await Twilio.Scope.RequestsAsync("POST", TwilioApiStub.Messages);
        return [.. requests.Take(requests.Count - (_refuses ? requests.Count - _refused : 0)).Select(request => request.Text)];
    }

    public override async Task BeAsync(ProviderMood mood)
    {
        _refuses = mood is ProviderMood.RefusesRecipient or ProviderMood.RefusesLogin or ProviderMood.Busy;
        _refused = (await Twilio.Scope.RequestsAsync("POST", TwilioApiStub.Messages)).Count;
        if (mood == ProviderMood.Down)
        {
            Twilio.GoDown();
            return;
        }

        Twilio.ComeUp();
        await Twilio.Scope.RemoveStubsAsync();
        await Twilio.Scope.StubAsync("POST", TwilioApiStub.Messages, mood switch
        {
            ProviderMood.RefusesRecipient => Error(400, 21211),
            ProviderMood.RefusesLogin => Error(401, 20003),
            ProviderMood.Busy => Error(429, 20429) with { Headers = new Dictionary<string, string> { ["Retry-After"] = "30", ["Content-Type"] = "application/json" } },
            ProviderMood.LosesReply => WireMockAnswer.Failing(WireMockFault.ConnectionResetByPeer),
            ProviderMood.NeverReplies => Created() with { Delay = TimeSpan.FromMinutes(1) },
            _ => Created(),
        });
    }

    public override async ValueTask DisposeAsync()
    {
        await Twilio.DisposeAsync();
        await base.DisposeAsync();
    }

    public static WireMockAnswer Created(string segments = "1") => WireMockAnswer.Json(
        $$"""{"sid":"SM0123456789abcdef0123456789abcdef","status":"queued","num_segments":"{{segments}}","error_code":null,"error_message":null,"direction":"outbound-api"}""", 201);

    public static WireMockAnswer Error(int status, int code) => WireMockAnswer.Json(
        $$"""{"code":{{code}},"message":"{{ProviderText}}","more_info":"https://www.twilio.com/docs/errors/{{code}}","status":{{status}}}""", status);
}
