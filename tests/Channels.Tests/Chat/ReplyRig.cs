using System.Globalization;
using System.Text;
using Channels.Tests.Contracts;
using Ingestion.Channels;
using TestSupport;

namespace Channels.Tests.Chat;

/// <summary>Somebody on loopback who takes replies by HTTP POST to customers of the channel <c>one</c>.</summary>
/// <param name="takes">The status with which a reply is taken.</param>
/// <param name="refuses">The status with which a recipient is refused.</param>
/// <param name="busy">The status of one who is busy.</param>
/// <param name="busySeconds">For so long.</param>
internal abstract class ReplyRig(int takes, int refuses, int busy, int busySeconds) : RemoteSenderRig
{
    private readonly List<HttpStubRequest> _refused = [];

    public HttpStub Stub { get; } = HttpStub.Start();

    public override TimeSpan? BusyFor { get; } = TimeSpan.FromSeconds(busySeconds);

    public override ContactPoint Reachable { get; } = new(ContactPointKind.Handle, "one:c-17");

    public override IReadOnlyList<ContactPoint> Unreachable { get; } =
    [
        new(ContactPointKind.Handle, "two:c-17"), new(ContactPointKind.Handle, "one:"), new(ContactPointKind.Email, "a@b.az"), new(ContactPointKind.Phone, "+994501234567"),
    ];

    public override string ConversationId => "c-17";

    protected HttpClient Http { get; } = TestSetup.NewHttp();

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
            var answer = AnswerOf(mood);
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
        Http.Dispose();
        await Stub.DisposeAsync();
        await base.DisposeAsync();
    }

    private string? AnswerOf(ProviderMood mood) => mood switch
    {
        ProviderMood.RefusesRecipient => HttpStub.Reply(refuses, ProviderText),
        ProviderMood.RefusesLogin => HttpStub.Reply(401, ProviderText),
        ProviderMood.Busy => HttpStub.Reply(busy, ProviderText, string.Create(CultureInfo.InvariantCulture, $"Retry-After: {busySeconds}")),
        ProviderMood.LosesReply => null,
        ProviderMood.NeverReplies => "",
        _ => HttpStub.Reply(takes),
    };

    private static string Print(HttpStubRequest request) =>
        string.Join('\n', [.. request.Headers.Select(header => $"{header.Key.ToLowerInvariant()}: {header.Value}"), Encoding.UTF8.GetString(request.Body)]);
}
