using Channels.Tests.Contracts;
using Ingestion.Channels;
using Ingestion.Channels.Chat.BotFramework;
using TestSupport;

namespace Channels.Tests.Chat.BotFramework;

/// <summary>A Bot Connector on WireMock.</summary>
internal sealed class ServiceRig : JournalRig
{
    private readonly Login _login = new();

    public override TimeSpan? BusyFor => TimeSpan.FromSeconds(35);

    public override string Secret => "canary";

    public override ContactPoint Reachable { get; } = new(ContactPointKind.Handle, "bot-msteams:29:1abc");

    public override IReadOnlyList<ContactPoint> Unreachable { get; } =
    [
        new(ContactPointKind.Handle, "bot-:29:1abc"), new(ContactPointKind.Handle, "bot-msteams:"), new(ContactPointKind.Handle, "bot-msteams"),
        new(ContactPointKind.Handle, "telegram:5"), new(ContactPointKind.Email, "bot-a@b.az"), new(ContactPointKind.Phone, "+994501234567"),
    ];

    public override string ConversationId => new ActivityPlace("msteams", BaseUrl, "a:1xyz", "28:bot", null).Print()!;

    protected override string Path => "/v3/conversations/a%3A1xyz/activities";

    public override IMessageSender Open() => new SayingItsId(_login.Open(http: Http).Sender!);

    public override string Mark(string stableId) => $"[{stableId}]";

    public override async ValueTask DisposeAsync()
    {
        await _login.DisposeAsync();
        await base.DisposeAsync();
    }

    protected override WireMockAnswer Answer(ProviderMood mood) => mood switch
    {
        ProviderMood.RefusesRecipient => WireMockAnswer.Json($$$"""{"error":{"code":"BotNotInConversationRoster","message":"{{{ProviderText}}}"}}""", 403),
        ProviderMood.RefusesLogin => WireMockAnswer.Json($$$"""{"error":{"message":"{{{ProviderText}}}"}}""", 401),
        ProviderMood.Busy => WireMockAnswer.Wait("35"),
        _ => WireMockAnswer.Json("""{"id":"1700000000099"}""", 201),
    };
}
