using System.Text;
using Channels.Tests.Contracts;
using Ingestion.Channels;
using Ingestion.Channels.Chat;
using Ingestion.Channels.Chat.Webhook;
using TestSupport;

namespace Channels.Tests.Chat.Webhook;

/// <summary>A chatbot's callback on loopback.</summary>
internal sealed class CallbackRig : RemoteSenderRig
{
    private readonly HttpClient _http = TestSetup.NewHttp();
    private readonly List<HttpStubRequest> _refused = [];

    public HttpStub Stub { get; } = HttpStub.Start();

    public override TimeSpan? BusyFor => TimeSpan.FromSeconds(120);

    public override string Secret => Deliveries.Current;

    public override ContactPoint Reachable { get; } = new(ContactPointKind.Handle, "one:c-17");

    public override IReadOnlyList<ContactPoint> Unreachable { get; } =
    [
        new(ContactPointKind.Handle, "two:c-17"), new(ContactPointKind.Handle, "one:"), new(ContactPointKind.Email, "a@b.az"), new(ContactPointKind.Phone, "+994501234567"),
    ];

    public override string ConversationId => "c-17";

    public override IMessageSender Open() => Deliveries.Open(
        new WebhookOptions { Secrets = [Deliveries.Current, Deliveries.Previous], CallbackUrl = $"http://127.0.0.1:{Stub.Port}/replies?bot=7" },
        _http).Sender!;

    public override string Mark(string stableId) => $"webhook-id: {ReplyEvent.IdOf(stableId)}";

    public override Task<IReadOnlyList<string>> ArrivedAsync() => Task.FromResult<IReadOnlyList<string>>(
        [.. Stub.Requests.Where(request => !_refused.Contains(request)).Select(Print)]);

    public override Task BeAsync(ProviderMood mood)
    {
        switch (mood)
        {
            case ProviderMood.Down:
                Stub.GoDown();
                return Task.CompletedTask;
            case ProviderMood.Takes:
                Stub.GoDown();
                Stub.Listen();
                break;
        }

        Stub.Answer = request =>
        {
            var answer = mood switch
            {
                ProviderMood.RefusesRecipient => HttpStub.Reply(422, ProviderText),
                ProviderMood.RefusesLogin => HttpStub.Reply(401, ProviderText),
                ProviderMood.Busy => HttpStub.Reply(429, ProviderText, "Retry-After: 120"),
                ProviderMood.LosesReply => null,
                ProviderMood.NeverReplies => "",
                _ => HttpStub.Reply(202),
            };
            if (answer is not null && answer.Contains(ProviderText, StringComparison.Ordinal))
            {
                _refused.Add(request);
            }

            return answer;
        };
        return Task.CompletedTask;
    }

    public override async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await Stub.DisposeAsync();
        await base.DisposeAsync();
    }

    private static string Print(HttpStubRequest request) =>
        string.Join('\n', [.. request.Headers.Select(header => $"{header.Key.ToLowerInvariant()}: {header.Value}"), Encoding.UTF8.GetString(request.Body)]);
}
