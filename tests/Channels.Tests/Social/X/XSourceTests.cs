using Ingestion.Channels;
using Ingestion.Channels.Social.X;
using TestSupport;

namespace Channels.Tests.Social.X;

public sealed class XSourceTests
{
    [Fact]
    public async Task Poll_OwnPostsAndReposts_LeftOut()
    {
        await using var stage = new XSourceStage();
        stage.Mention(50);
        stage.Timeline.Add(XSourceStage.Mentions, XSamples.Post(stage.IdAt(40), "cavab", XSamples.Own));
        stage.Timeline.Add(XSourceStage.Mentions, XSamples.Post(stage.IdAt(30), "RT", XSamples.Writer, """ "referenced_tweets":[{"type":"retweeted","id":"5"}] """));
        stage.Timeline.Add(XSourceStage.Mentions, XSamples.Post(stage.IdAt(25), "RT", XSamples.Writer, """ "referenced_posts":[{"type":"retweeted","id":"5"}] """));
        stage.Timeline.Add(XSourceStage.Mentions, XSamples.Post(stage.IdAt(20), "bax", XSamples.Writer, """ "referenced_tweets":[{"type":"quoted","id":"5"}] """));

        Assert.Equal([stage.KeyAt(50), stage.KeyAt(20)], await stage.PollAsync());
    }

    /// <summary>A post of ours that many repeat is no reason to read the list from further and further down.</summary>
    [Fact]
    public async Task Poll_NothingButReposts_LeftBehindAllTheSame()
    {
        await using var stage = new XSourceStage();
        stage.Mention(86_400);
        await stage.PollAsync();
        for (var n = 0; n < 150; n++)
        {
            stage.Timeline.Add(XSourceStage.Mentions, XSamples.Post(stage.IdAt(20_000 - (n * 100)), "RT", XSamples.Writer, """ "referenced_tweets":[{"type":"retweeted","id":"5"}] """));
        }

        await stage.PollAsync();
        var asked = stage.Timeline.Asked.Count;
        await stage.PollAsync();

        Assert.Equal(asked + 1, stage.Timeline.Asked.Count);
        Assert.Equal(stage.IdAt(20_000 - 14_900), stage.Place.Mentions.Newest);
    }

    [Fact]
    public async Task Poll_NextRound_AsksFromTheOverlapOn()
    {
        await using var stage = new XSourceStage(options => options with { OverlapMinutes = 10 });
        stage.Mention(60);
        await stage.PollAsync();

        await stage.PollAsync();

        Assert.Contains($"since_id={XId.Write(XId.At(stage.Clock.Now.AddSeconds(-60).AddMinutes(-10)))}", stage.Timeline.Asked[^1], StringComparison.Ordinal);
        Assert.Single(stage.Taken);
    }

    [Fact]
    public async Task Poll_LateIdInsideTheOverlap_TakenOnce()
    {
        await using var stage = new XSourceStage();
        stage.Mention(60);
        await stage.PollAsync();
        stage.Mention(300);

        Assert.Equal([stage.KeyAt(300)], await stage.PollAsync());
        Assert.Empty(await stage.PollAsync());
    }

    /// <summary>The host asks with the old cursor again: what came late must come again, though it moves no place.</summary>
    [Fact]
    public async Task Fetch_CommitOfALateOneFailed_OfferedAgain()
    {
        await using var stage = new XSourceStage();
        stage.Mention(60);
        await stage.PollAsync();
        stage.Mention(300);
        var lost = await stage.FetchAsync(stage.Cursor);

        var again = await stage.FetchAsync(stage.Cursor);

        Assert.NotEqual(stage.Cursor, lost.Cursor);
        Assert.Contains(stage.KeyAt(300), again.Messages.Select(message => message.ExternalId));
    }

    [Fact]
    public async Task Poll_PagesGivenTwice_EachPostOnce()
    {
        await using var stage = new XSourceStage();
        stage.Timeline.RepeatedPage = 2;
        for (var n = 0; n < 950; n++)
        {
            stage.Mention(10_000 - n);
        }

        Assert.Equal(Enumerable.Range(0, 950).Select(n => stage.KeyAt(10_000 - n)), await stage.PollAsync());
        Assert.False(stage.Place.Mentions.HasGap);
    }

    [Fact]
    public async Task Poll_ShortAndEmptyPagesWithAToken_WalkGoesOn()
    {
        await using var stage = new XSourceStage();
        var pages = new[] { Page("p1", stage, 10), Page("p2", stage), Page("p3", stage), Page("p4", stage, 20), Page(null, stage, 30) };
        var page = 0;
        stage.Timeline.Instead = _ => pages[page++];

        Assert.Equal([stage.KeyAt(30), stage.KeyAt(20), stage.KeyAt(10)], await stage.PollAsync());
        Assert.Equal(5, page);
    }

    [Fact]
    public async Task Poll_TheSameTokenForEver_EndsAndTakesWhatThereIs()
    {
        await using var stage = new XSourceStage();
        stage.Timeline.Instead = _ => Page("same", stage, 10, 20);

        Assert.Equal([stage.KeyAt(20), stage.KeyAt(10)], await stage.PollAsync());

        Assert.Equal(2, stage.Timeline.Asked.Count);
        Assert.Contains(stage.Journal.Lines, line => line.StartsWith("Warning 5401", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Poll_GapThatBringsNothing_GivenUpAfterThreeTriesWithALine()
    {
        await using var stage = new XSourceStage();
        stage.Timeline.Instead = _ => Page("same", stage, 10, 20);
        await stage.PollAsync();
        var asked = stage.Timeline.Asked.Count;
        stage.Timeline.Instead = request => request.Target.Contains("until_id", StringComparison.Ordinal) ? Page("same", stage) : Page(null, stage);

        for (var round = 1; round <= 3; round++)
        {
            Assert.True(stage.Place.Mentions.HasGap, $"round {round}");
            Assert.DoesNotContain(stage.Journal.Lines, line => line.StartsWith("Error 5402", StringComparison.Ordinal));
            await stage.PollAsync();
        }

        Assert.False(stage.Place.Mentions.HasGap);
        Assert.Single(stage.Journal.Lines, line => line.StartsWith("Error 5402", StringComparison.Ordinal));
        Assert.Equal(9, stage.Timeline.Asked.Count - asked);
    }

    [Fact]
    public async Task Poll_EndlessTokensWithoutPosts_FiftyPagesAndNothingLost()
    {
        await using var stage = new XSourceStage();
        var page = 0;
        stage.Timeline.Instead = _ => Page($"t{page++}", stage);

        Assert.Empty(await stage.PollAsync());
        Assert.Equal(50, page);
        stage.Timeline.Instead = _ => null;
        stage.Mention(86_400);
        Assert.Single(await stage.PollAsync());
    }

    /// <summary>Twelve thousand posts are more than a walk takes: the newest come first, the rest in the rounds after it, all of them once, also over a restart.</summary>
    [Fact]
    public async Task Poll_MoreThanFiftyPages_TheRestComesInLaterRounds()
    {
        await using var stage = new XSourceStage(options => options with { ReadsPerDay = 100_000 });
        for (var n = 0; n < 12_000; n++)
        {
            stage.Mention(80_000 - n);
        }

        var first = await stage.PollAsync();
        Assert.Equal(5_000, first.Count);
        Assert.Equal(stage.KeyAt(80_000 - 11_999), first[^1]);
        Assert.True(stage.Place.Mentions.HasGap);
        stage.Restart();
        stage.Mention(60);
        await stage.PollAsync();
        Assert.True(stage.Place.Mentions.HasGap);
        await stage.PollAsync();

        Assert.False(stage.Place.Mentions.HasGap);
        Assert.Equal(12_001, stage.Taken.Distinct(StringComparer.Ordinal).Count());
        Assert.Equal(stage.Taken.Count, stage.Taken.Distinct(StringComparer.Ordinal).Count() + OverlapAgain(stage));
    }

    [Fact]
    public async Task Poll_MoreMentionsThanXLists_SaidInTheLog()
    {
        await using var stage = new XSourceStage();
        for (var n = 0; n < 800; n++)
        {
            stage.Mention(5_000 - n);
        }

        await stage.PollAsync();
        await stage.PollAsync();

        Assert.Single(stage.Journal.Lines, line => line.StartsWith("Error 5403", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Poll_EditedPost_EachVersionUnderItsOwnId()
    {
        await using var stage = new XSourceStage();
        stage.Mention(60, "Kartım işləmr");
        await stage.PollAsync();
        stage.Timeline.Remove(stage.IdAt(60));
        stage.Timeline.Add(XSourceStage.Mentions, XSamples.Post(stage.IdAt(30), "Kartım işləmir")
            .Replace("_ids\":[", $"_ids\":[\"{XId.Write(stage.IdAt(60))}\",", StringComparison.Ordinal));

        Assert.Equal([stage.KeyAt(30)], await stage.PollAsync());
    }

    [Fact]
    public async Task Poll_SearchAfterALongPause_NeverAsksBeyondSevenDays()
    {
        await using var stage = new XSourceStage(options => options with { Mentions = false, Search = "(@ours OR #ornekbank) -is:retweet" });
        stage.Timeline.Add(XSourceStage.Search, XSamples.Post(stage.IdAt(60), "a"));
        await stage.PollAsync();
        stage.Clock.Now += TimeSpan.FromDays(20);
        await stage.PollAsync();

        Assert.All(stage.Timeline.Asked, target => Assert.Contains("?query=%28%40ours%20OR%20%23ornekbank%29%20-is%3Aretweet&", target, StringComparison.Ordinal));
        Assert.All([0, 1], n =>
        {
            var since = stage.Timeline.Asked[n].Split('&').Single(one => one.StartsWith("since_id=", StringComparison.Ordinal))[9..];
            Assert.True(XId.TimeOf(XId.Read(since)) > stage.Clock.Now.AddDays(n == 0 ? -27 : -7));
        });
    }

    [Fact]
    public async Task Poll_InMentionsAndSearch_OneMessage()
    {
        await using var stage = new XSourceStage(options => options with { Search = "@ours" });
        stage.Mention(60);
        stage.Timeline.Add(XSourceStage.Search, XSamples.Post(stage.IdAt(60), "a"));
        stage.Timeline.Add(XSourceStage.Search, XSamples.Post(stage.IdAt(50), "b"));

        Assert.Equal([stage.KeyAt(60), stage.KeyAt(50)], await stage.PollAsync());
        Assert.Equal(2, stage.Place.Reads);
    }

    [Fact]
    public async Task Poll_DirectMessages_AskedOnceAMinuteAtMost()
    {
        await using var stage = new XSourceStage(options => options with { DirectMessages = true });
        var id = stage.IdAt(60);
        stage.Timeline.Add(XSourceStage.Messages, XSamples.Dm(id, "salam"));
        stage.Timeline.Add(XSourceStage.Messages, XSamples.Dm(id + 1, "cavab", XSamples.Own));

        Assert.Equal([$"dm:{XId.Write(id)}"], await stage.PollAsync());
        for (var n = 0; n < 6; n++)
        {
            stage.Clock.Now += TimeSpan.FromSeconds(10);
            await stage.PollAsync();
        }

        Assert.Equal(1, stage.Asked(XSourceStage.Messages));
        Assert.Equal(7, stage.Asked(XSourceStage.Mentions));
        stage.Clock.Now += TimeSpan.FromSeconds(10);
        Assert.Empty(await stage.PollAsync());
        Assert.Equal(2, stage.Asked(XSourceStage.Messages));
        Assert.DoesNotContain(stage.Timeline.Asked, target => target.StartsWith(XSourceStage.Messages, StringComparison.Ordinal) && target.Contains("since_id", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Poll_OldDirectMessages_NotReadToTheEndEachTime()
    {
        await using var stage = new XSourceStage(options => options with { Mentions = false, DirectMessages = true });
        for (var n = 0; n < 350; n++)
        {
            stage.Timeline.Add(XSourceStage.Messages, XSamples.Dm(stage.IdAt(100_000 - n), "salam"));
        }

        Assert.Equal(350, (await stage.PollAsync()).Count);
        Assert.Equal(4, stage.Asked(XSourceStage.Messages));
        stage.Clock.Now += TimeSpan.FromDays(1);
        Assert.Empty(await stage.PollAsync());
        Assert.InRange(stage.Asked(XSourceStage.Messages), 5, 8);
    }

    [Fact]
    public async Task FetchAgain_MessagesAndPosts_ReadGoneWithheldAndNotTried()
    {
        await using var stage = new XSourceStage();
        stage.Mention(60);
        stage.Timeline.Instead = request => request.Target.StartsWith("/2/dm_events/", StringComparison.Ordinal)
            ? request.Target.StartsWith("/2/dm_events/17?", StringComparison.Ordinal) ? XTimeline.Json("""{"title":"Not Found Error"}""", 404)
                : XTimeline.Json($$"""{"data":{{XSamples.Dm(XId.Read(request.Target[13..request.Target.IndexOf('?', StringComparison.Ordinal)]), "salam")}}}""")
            : request.Target.StartsWith("/2/tweets?ids=", StringComparison.Ordinal) ? XTimeline.Json($$"""
                {"data":[{{XSamples.Post(stage.IdAt(60), "a")}}],"errors":[
                  {"resource_id":"31","type":"https://api.x.com/2/problems/resource-not-found"},
                  {"resource_id":"32","type":"https://api.x.com/2/problems/not-authorized-for-resource"},
                  {"value":"33","type":"https://api.x.com/2/problems/resource-unavailable"}]}
                """)
            : null;

        var page = await stage.FetchAgainAsync(stage.KeyAt(60), "post:31", "post:32", "post:33", "dm:17", "dm:18", "dm:19", "dm:20", "nonsense", "post:x");

        Assert.Equal([stage.KeyAt(60), "dm:18", "dm:19"], page.Messages.Select(message => message.ExternalId));
        Assert.Equal(["post:31", "post:32", "dm:17"], page.Gone);
        Assert.Equal(
            [new("post:33", "withheld"), new MessageHole("dm:20", "not-tried"), new("nonsense", "not-tried"), new("post:x", "not-tried")],
            page.Holes);
    }

    [Fact]
    public async Task Fetch_FieldNames_AsTheSettingsSay()
    {
        await using var old = new XSourceStage();
        await using var young = new XSourceStage(options => options with { FieldNames = "post", ReadNames = true });
        await old.PollAsync();
        await young.PollAsync();

        Assert.Contains("&tweet.fields=", old.Timeline.Asked[0], StringComparison.Ordinal);
        Assert.Contains("referenced_tweets", old.Timeline.Asked[0], StringComparison.Ordinal);
        Assert.DoesNotContain("author_id&", old.Timeline.Asked[0], StringComparison.Ordinal);
        Assert.Contains("&post.fields=", young.Timeline.Asked[0], StringComparison.Ordinal);
        Assert.Contains("note_post", young.Timeline.Asked[0], StringComparison.Ordinal);
        Assert.DoesNotContain("tweet", young.Timeline.Asked[0], StringComparison.Ordinal);
        Assert.Contains("expansions=attachments.media_keys,author_id&", young.Timeline.Asked[0], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("[]")]
    [InlineData("nonsense")]
    [InlineData("""{"m":["a",-1],"day":17,"reads":-5,"page":99999999999}""")]
    public async Task Fetch_ForeignCursor_BeginsAtTheStartDate(string cursor)
    {
        await using var stage = new XSourceStage();
        stage.Mention(60);
        stage.Cursor = cursor;

        Assert.Equal([stage.KeyAt(60)], await stage.PollAsync());
    }

    /// <summary>What lies in the overlap of a fresh process comes again, once: the inbox knows it.</summary>
    private static int OverlapAgain(XSourceStage stage) => stage.Taken.GroupBy(key => key, StringComparer.Ordinal).Sum(group => group.Count() - 1) is var again and <= 900 ? again : -1;

    private static string Page(string? next, XSourceStage stage, params double[] secondsAgo) =>
        XTimeline.Json(XSamples.Page(secondsAgo.Select(ago => XSamples.Post(stage.IdAt(ago), "a")), next));
}
