using Channels.Tests.Contracts;
using Ingestion.Channels;
using TestSupport;

namespace Channels.Tests.Social.X;

/// <summary>An account's mentions, two posts a page; what the account itself and reposters write stands in the same list.</summary>
internal sealed class XSourceRig : FaultySourceRig
{
    private readonly XApiStub _x = new();
    private readonly Dictionary<int, string> _whole = [];
    private int _count;

    public override string Secret => XSamples.Secret;

    public static async Task<FaultySourceRig> StartAsync()
    {
        var rig = new XSourceRig();
        await rig.HealAsync();
        return rig;
    }

    public override IMessageSource Open() => XSamples.Open(_x.Options with { MaxBytes = 16 * 1024 }, _x.Http).Source!;

    public override Task AddAsync(string marker) => AddAsync(marker, marker);

    public override Task AddOversizeAsync(string marker) => AddAsync(marker, marker + new string('x', 40_000));

    public override Task RemoveAsync(string marker)
    {
        _x.Posts.RemoveAll(post => post.Contains(marker, StringComparison.Ordinal));
        return _x.PublishAsync();
    }

    public override Task MakeUnreadableAsync(string marker)
    {
        var at = _x.Posts.FindIndex(post => post.Contains(marker, StringComparison.Ordinal));
        _whole[at] = _x.Posts[at];
        _x.Posts[at] = _x.Posts[at].Replace("\"text\":", "\"test\":", StringComparison.Ordinal);
        return _x.PublishAsync();
    }

    public override Task CutShortAsync(string marker) =>
        _x.PublishAsync(body => body.IndexOf(marker, StringComparison.Ordinal) is >= 0 and var at ? body[..(at + 3)] : body);

    public override async Task RefuseLoginAsync()
    {
        await _x.Scope.RemoveStubsAsync();
        var no = WireMockAnswer.Json($$"""{"title":"Unauthorized","type":"about:blank","status":401,"detail":"Unauthorized {{Secret}}"}""", 401);
        await _x.Scope.StubAsync(new WireMockStub("ANY", "/.*", no) { PathIsPattern = true });
    }

    public override Task GoDownAsync()
    {
        _x.GoDown();
        return Task.CompletedTask;
    }

    public override Task HealAsync()
    {
        _x.ComeUp();
        foreach (var (at, post) in _whole)
        {
            if (at < _x.Posts.Count)
            {
                _x.Posts[at] = post;
            }
        }

        _whole.Clear();
        return _x.PublishAsync();
    }

    public override async ValueTask DisposeAsync()
    {
        await _x.DisposeAsync();
        await base.DisposeAsync();
    }

    private Task AddAsync(string marker, string text)
    {
        var id = XSamples.Id(2400 - (++_count * 17));
        _x.Posts.Add(XSamples.Post(id, text[..Math.Min(text.Length, 280)], XSamples.Writer, text.Length > 280 ? $$"""
            "note_tweet":{"text":"{{text}}"}
            """ : $"\"source\":\"{marker}\""));
        _x.Posts.Add(XSamples.Post(id + 1, "answered", XSamples.Own));
        _x.Posts.Add(XSamples.Post(id + 2, "RT @ours: look", "1500000000000000002", """
            "referenced_tweets":[{"type":"retweeted","id":"5"}]
            """));
        return _x.PublishAsync();
    }
}
