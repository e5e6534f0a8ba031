using Channels.Tests.Contracts;
using Ingestion.Channels;
using Ingestion.Channels.Social.X;
using TestSupport;

namespace Channels.Tests.Social.X;

/// <summary>A source and the timeline that it reads, polled as the host polls it.</summary>
internal sealed class XSourceStage : IAsyncDisposable
{
    public const string Mentions = $"/2/users/{XSamples.Own}/mentions";
    public const string Search = "/2/tweets/search/recent";
    public const string Messages = "/2/dm_events";

    private readonly HttpClient _http = TestSetup.NewHttp();
    private readonly XOptions _options;
    private IMessageSource _source;

    public XSourceStage(Func<XOptions, XOptions>? with = null)
    {
        _options = XSamples.Options with { ApiUrl = Timeline.Url };
        _options = with?.Invoke(_options) ?? _options;
        _source = Open();
    }

    public XTimeline Timeline { get; } = new();

    public XClock Clock { get; } = new(TestSetup.Now);

    public XJournal Journal { get; } = new();

    /// <summary>Where the host resumes.</summary>
    public string? Cursor { get; set; }

    public XCursor Place => XCursor.Read(Cursor);

    /// <summary>What the host has committed, in order.</summary>
    public List<string> Taken { get; } = [];

    public List<MessageHole> Holes { get; } = [];

    public int Asked(string path) => Timeline.Asked.Count(target => target.Split('?')[0] == path);

    public void Mention(double secondsAgo, string text = "a", params string[] more) => Timeline.Add(Mentions, XSamples.Post(IdAt(secondsAgo), text, XSamples.Writer, more));

    /// <summary>An id of the stage's time.</summary>
    public long IdAt(double secondsAgo) => XId.At(Clock.Now.AddSeconds(-secondsAgo));

    public string KeyAt(double secondsAgo) => "post:" + XId.Write(IdAt(secondsAgo));

    /// <summary>As after a restart of the process.</summary>
    public void Restart() => _source = Open();

    public Task<MessagePage> FetchAsync(string? cursor, int limit = 500) => _source.FetchAsync(cursor, limit, TestContext.Current.CancellationToken);

    public Task<MessagePage> FetchAgainAsync(params string[] ids) => _source.FetchAgainAsync(ids, TestContext.Current.CancellationToken);

    /// <summary>One poll; returns what was new in it.</summary>
    public async Task<IReadOnlyList<string>> PollAsync(int limit = 500)
    {
        var before = Taken.Count;
        MessagePage page;
        do
        {
            page = await FetchAsync(Cursor, limit);
            Cursor = page.Cursor;
            Taken.AddRange(page.Messages.Select(message => message.ExternalId));
            Holes.AddRange(page.Holes);
        }
        while (page.More);

        return Taken[before..];
    }

    public async ValueTask DisposeAsync()
    {
        await _source.DisposeAsync();
        _http.Dispose();
        await Timeline.DisposeAsync();
    }

    private IMessageSource Open() => ((IConnector)new XConnector()).Open(
        TestSetup.For("one", _options, _http, Clock) with { Logger = Journal, StartDate = TestSetup.Now.AddDays(-30) }).Source!;
}
