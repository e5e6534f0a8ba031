using System.Text;
using Ingestion.Channels;
using Ingestion.Worker.Inbox;
using Ingestion.Worker.Storage;
using Ingestion.Worker.Tests.Core;
using Xunit;

namespace Ingestion.Worker.Tests.Inbox;

/// <summary>Accepting what webhooks bring (promises P1, P4, P5, P14).</summary>
public abstract class MessageInboxContract : CoreTests
{
    private protected MessageInboxContract(StoreKind kind)
        : base(kind)
    {
    }

    [Fact]
    public async Task AcceptAsync_OneMessage_IsCommittedWhenItReturns()
    {
        var arrived = new DateTimeOffset(2026, 11, 20, 8, 0, 0, TimeSpan.FromHours(4));
        byte[] raw = [0, 1, 255, .. "bytes"u8];

        var accepted = await Core.Inbox.AcceptAsync(
            "mail", [new OfferedMessage { ExternalId = "a", Raw = raw, ArrivedAt = arrived, Context = "oversize=1" }], CancellationToken.None);

        var loaded = Assert.Single(await new InboxQueue(Store.Another(), Core.Fences, TimeSpan.FromMinutes(1), 3).LoadAsync([accepted[0].Id], CancellationToken.None));
        Assert.False(accepted[0].IsRepeat);
        Assert.Equal("mail", loaded.Channel);
        Assert.Equal("a", loaded.ExternalId);
        Assert.Equal(raw, loaded.Raw.ToArray());
        Assert.Equal(arrived, loaded.ArrivedAt);
        Assert.Equal("oversize=1", loaded.Context);
        Assert.True((TimeProvider.System.GetUtcNow() - loaded.AcceptedAt).Duration() < TimeSpan.FromMinutes(1));
        Assert.Equal(raw.Length, await SingleAsync<int>("SELECT size FROM inbox"));
        Assert.Equal(1, Core.Inbox.Backlog.Waiting);
    }

    [Fact]
    public async Task AcceptAsync_KeyAcceptedBefore_IsCountedAndKeepsTheFirstBytes()
    {
        var first = await AcceptAsync("mail", Some.Offered("a", "first"));
        var second = await AcceptAsync("mail", Some.Offered("a", "second"));
        var elsewhere = await AcceptAsync("mail2", Some.Offered("a", "third"));

        Assert.Equal(new AcceptedOffer(first.Id, true), second);
        Assert.False(elsewhere.IsRepeat);
        var rows = await QueryAsync<(long Id, byte[] Raw, int Offers)>("SELECT id, raw, offers FROM message ORDER BY id");
        Assert.Equal([first.Id, elsewhere.Id], rows.Select(row => row.Id));
        Assert.Equal(["first", "third"], rows.Select(row => Encoding.UTF8.GetString(row.Raw)));
        Assert.Equal([2, 1], rows.Select(row => row.Offers));
        Assert.Equal(2, await SingleAsync<long>("SELECT count(*) FROM inbox"));
    }

    [Fact]
    public async Task AcceptAsync_OneRequestWithARepeatInside_AnswersEachInItsPlace()
    {
        await AcceptAsync("mail", Some.Offered("b"));

        var accepted = await Core.Inbox.AcceptAsync("mail", [Some.Offered("a"), Some.Offered("b"), Some.Offered("a"), Some.Offered("c")], CancellationToken.None);

        Assert.Equal([false, true, true, false], accepted.Select(offer => offer.IsRepeat));
        Assert.Equal(accepted[0].Id, accepted[2].Id);
        Assert.Equal(
            [("a", 2), ("b", 2), ("c", 1)], await QueryAsync<(string, int)>("SELECT external_id, offers FROM message ORDER BY external_id"));
    }

    [Fact]
    public async Task AcceptAsync_FiftyDeliveriesOfOneEventAtOnce_IsOneMessage()
    {
        var answers = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => Task.Run(() => AcceptAsync("chat", Some.Offered("event")))));

        Assert.Single(answers, answer => !answer.IsRepeat);
        Assert.Single(answers.Select(answer => answer.Id).Distinct());
        Assert.Equal((1L, 50), await SingleAsync<(long, int)>("SELECT count(*), max(offers) FROM message"));
        Assert.Equal(1, await SingleAsync<long>("SELECT count(*) FROM inbox"));
        Assert.Equal(1, Core.Inbox.Backlog.Waiting);
    }

    [Fact]
    public async Task AcceptAsync_TwoWorkersTheSameEvents_EachIsOneMessage()
    {
        await using var other = new CoreOnStore(Store.Another());
        CoreOnStore[] workers = [Core, other];

        var answers = await Task.WhenAll(Enumerable.Range(0, 400).Select(i => Task.Run(async () =>
        {
            var offered = Some.Offered($"event-{i / 4}");
            return await workers[i % 2].Inbox.AcceptAsync("chat", [offered], CancellationToken.None);
        })));

        Assert.Equal(100, answers.Count(answer => !answer[0].IsRepeat));
        Assert.Equal((100L, 400L), await SingleAsync<(long, long)>("SELECT count(*), sum(offers) FROM message"));
        Assert.Equal(100, await SingleAsync<long>("SELECT count(*) FROM inbox"));
    }

    [Fact]
    public async Task AcceptAsync_ManyAtOnce_ShareCommits()
    {
        await Task.WhenAll(Enumerable.Range(0, 300).Select(i => AcceptAsync("chat", Some.Offered($"event-{i}"))));

        Assert.Equal(300, Core.Inbox.AcceptedByWebhooks);
        Assert.InRange(Core.Inbox.Commits, 1, 60);
        Assert.Equal(300, await SingleAsync<long>("SELECT count(*) FROM inbox"));
    }

    /// <summary>Not as a theory: half pairs do not survive in an attribute.</summary>
    [Fact]
    public async Task AcceptAsync_KeyThatNoStoreTakes_IsRefusedAlone()
    {
        string[] keys = ["", "nul\0inside", "line\nbreak", "half \ud83d pair", new string('k', 501)];
        for (var i = 0; i < keys.Length; i++)
        {
            var bad = AcceptAsync("chat", Some.Offered(keys[i], "x"));
            var good = AcceptAsync("chat", Some.Offered($"good beside {i}"));

            await Assert.ThrowsAsync<ArgumentException>(() => bad);
            Assert.False((await good).IsRepeat);
        }

        Assert.False((await AcceptAsync("chat", Some.Offered(new string('k', 500)))).IsRepeat);
        Assert.Equal(6, await SingleAsync<long>("SELECT count(*) FROM message"));
    }

    [Fact]
    public async Task AcceptAsync_BacklogFull_PromisesNothing()
    {
        var inbox = new MessageInbox(Database, Core.Ids, new Backlog(2));
        inbox.Start();
        await inbox.AcceptAsync("chat", [Some.Offered("a"), Some.Offered("b")], CancellationToken.None);

        var refused = await Assert.ThrowsAsync<InboxUnavailableException>(async () => await inbox.AcceptAsync("chat", [Some.Offered("c")], CancellationToken.None));

        Assert.Equal("backlog-full", refused.Reason);
        await ExecuteAsync("DELETE FROM inbox");
        await inbox.Backlog.CorrectAsync(Database, CancellationToken.None);
        Assert.False((await inbox.AcceptAsync("chat", [Some.Offered("c")], CancellationToken.None))[0].IsRepeat);
        await inbox.StopAsync();
    }

    [Fact]
    public async Task AcceptAsync_StoreThatFails_PromisesNothingAndHealsByItself()
    {
        await AcceptAsync("chat", Some.Offered("before"));
        await ExecuteAsync("ALTER TABLE message RENAME TO message_away");

        var refused = await Assert.ThrowsAsync<InboxUnavailableException>(() => AcceptAsync("chat", Some.Offered("during")));

        Assert.Equal("store-unavailable", refused.Reason);
        await ExecuteAsync("ALTER TABLE message_away RENAME TO message");
        Assert.False((await AcceptAsync("chat", Some.Offered("during"))).IsRepeat);
        Assert.Equal(2, await SingleAsync<long>("SELECT count(*) FROM message"));
    }

    [Fact]
    public async Task AcceptAsync_AfterTheStop_PromisesNothing()
    {
        var inbox = new MessageInbox(Database, Core.Ids, new Backlog(10));
        inbox.Start();
        await inbox.StopAsync();

        var refused = await Assert.ThrowsAsync<InboxUnavailableException>(async () => await inbox.AcceptAsync("chat", [Some.Offered("late")], CancellationToken.None));

        Assert.Equal("stopping", refused.Reason);
        Assert.Equal(0, await SingleAsync<long>("SELECT count(*) FROM message"));
    }

    [Fact]
    public async Task StopAsync_OffersInHand_CommitsThemFirst()
    {
        var inbox = new MessageInbox(Database, Core.Ids, new Backlog(1000));
        inbox.Start();
        var offers = Enumerable.Range(0, 100).Select(i => inbox.AcceptAsync("chat", [Some.Offered($"event-{i}")], CancellationToken.None).AsTask()).ToList();

        await inbox.StopAsync();

        await Task.WhenAll(offers);
        Assert.Equal(100, await SingleAsync<long>("SELECT count(*) FROM inbox"));
    }

    [Fact]
    public async Task WaitAsync_RegistrationOfAMessage_TellsItsNumber()
    {
        var id = await Core.OfferAsync(Some.Mail());
        var waiting = Core.Watch.WaitAsync(id, TimeSpan.FromSeconds(20), CancellationToken.None);
        var second = Core.Watch.WaitAsync(id, TimeSpan.FromSeconds(20), CancellationToken.None);

        await Core.DecideAsync();

        var number = await SingleAsync<string>("SELECT tracking_number FROM complaint");
        Assert.Equal(number, await waiting);
        Assert.Equal(number, await second);
        Assert.Equal(number, await Core.Watch.WaitAsync(id, TimeSpan.FromSeconds(20), CancellationToken.None));
    }

    [Fact]
    public async Task WaitAsync_NotDecidedInTime_TellsNothing()
    {
        var id = await Core.OfferAsync(Some.Mail());

        Assert.Null(await Core.Watch.WaitAsync(id, TimeSpan.FromMilliseconds(50), CancellationToken.None));
    }

    private async Task<AcceptedOffer> AcceptAsync(string channel, OfferedMessage message) =>
        (await Core.Inbox.AcceptAsync(channel, [message], CancellationToken.None))[0];
}
