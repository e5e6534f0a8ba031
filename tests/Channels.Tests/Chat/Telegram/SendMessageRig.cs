using Channels.Tests.Contracts;
using Ingestion.Channels;
using TestSupport;

namespace Channels.Tests.Chat.Telegram;

/// <summary>The Bot API's sendMessage on WireMock.</summary>
internal sealed class SendMessageRig : JournalRig
{
    public override TimeSpan? BusyFor => TimeSpan.FromSeconds(35);

    public override string Secret => Updates.Token.Split(':')[1];

    public override ContactPoint Reachable { get; } = new(ContactPointKind.Handle, "telegram:5550001");

    public override IReadOnlyList<ContactPoint> Unreachable { get; } =
    [
        new(ContactPointKind.Handle, "telegram:"), new(ContactPointKind.Handle, "telegram:x"), new(ContactPointKind.Handle, "telegram:-100123"),
        new(ContactPointKind.Handle, "telegram:1;t=2"), new(ContactPointKind.Handle, "one:5550001"), new(ContactPointKind.Email, "a@b.az"), new(ContactPointKind.Phone, "+994501234567"),
    ];

    public override string ConversationId => "5550001";

    protected override string Path => $"/bot{Updates.Token}/sendMessage";

    public override IMessageSender Open() => new SayingItsId(Updates.Open(Updates.Polling with { ApiServer = BaseUrl }, Http).Sender!);

    public override string Mark(string stableId) => $"[{stableId}]";

    protected override WireMockAnswer Answer(ProviderMood mood) => mood switch
    {
        ProviderMood.RefusesRecipient => No(403, $"Forbidden: {ProviderText}"),
        ProviderMood.RefusesLogin => No(401, $"Unauthorized: {ProviderText}"),
        ProviderMood.Busy => No(429, $"Too Many Requests: {ProviderText}", """{"retry_after":35}"""),
        _ => WireMockAnswer.Json("""{"ok":true,"result":{"message_id":99,"date":1,"chat":{"id":5550001,"type":"private"},"text":"x"}}"""),
    };

    private static WireMockAnswer No(int status, string description, string parameters = "{}") =>
        WireMockAnswer.Json($$"""{"ok":false,"error_code":{{status}},"description":"{{description}}","parameters":{{parameters}}}""", status);
}
