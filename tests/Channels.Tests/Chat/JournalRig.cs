using System.Text;
using Channels.Tests.Contracts;
using TestSupport;

namespace Channels.Tests.Chat;

/// <summary>A provider on WireMock that takes messages by POST, behind a port that can go away.</summary>
internal abstract class JournalRig : RemoteSenderRig
{
    private readonly TcpProxy _proxy = new(WireMockServer.Running.Address.Host, WireMockServer.Running.Address.Port);
    private readonly List<ProviderMood> _moods = [];
    private ProviderMood _mood = ProviderMood.Takes;

    protected WireMockScope Scope { get; } = WireMockScope.Open();

    protected HttpClient Http { get; } = TestSetup.NewHttp();

    /// <summary>The provider's address as the sender gets it.</summary>
    protected string BaseUrl => new UriBuilder(Scope.BaseUrl) { Port = _proxy.Port }.Uri.AbsoluteUri.TrimEnd('/');

    /// <summary>Where messages are posted, below the scope.</summary>
    protected abstract string Path { get; }

    /// <summary>How the provider speaks in a mood.</summary>
    protected abstract WireMockAnswer Answer(ProviderMood mood);

    /// <summary>What else the sender asks for, before each mood.</summary>
    protected virtual Task StubOthersAsync(ProviderMood mood) => Task.CompletedTask;

    public override async Task BeAsync(ProviderMood mood)
    {
        await NoteAsync();
        _mood = mood;
        if (mood == ProviderMood.Down)
        {
            _proxy.GoDown();
            return;
        }

        _proxy.Heal();
        await Scope.RemoveStubsAsync();
        await StubOthersAsync(mood);
        await Scope.StubAsync("POST", Path, mood switch
        {
            ProviderMood.LosesReply => WireMockAnswer.Failing(WireMockFault.EmptyResponse),
            ProviderMood.NeverReplies => Answer(ProviderMood.Takes) with { Delay = TimeSpan.FromMinutes(5) },
            _ => Answer(mood),
        });
    }

    public override async Task<IReadOnlyList<string>> ArrivedAsync()
    {
        var requests = await NoteAsync();
        return
        [
            .. requests
                .Where((_, at) => _moods[at] is ProviderMood.Takes or ProviderMood.LosesReply or ProviderMood.NeverReplies)
                .Select(request => string.Join('\n', [request.Target, .. request.Headers.Select(header => $"{header.Key.ToLowerInvariant()}: {header.Value}"), Encoding.UTF8.GetString(request.Body)])),
        ];
    }

    public override async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await _proxy.DisposeAsync();
        await Scope.DisposeAsync();
        await base.DisposeAsync();
    }

    /// <summary>Each request belongs to the mood in which it was first seen.</summary>
    private async Task<IReadOnlyList<WireMockRequest>> NoteAsync()
    {
        var requests = await Scope.RequestsAsync("POST", Path);
        while (_moods.Count < requests.Count)
        {
            _moods.Add(_mood);
        }

        return requests;
    }
}
