using Ingestion.Channels;
using Ingestion.Worker.Settings;
using Ingestion.Worker.Storage;
using Ingestion.Worker.Tests.Core;
using TestSupport;
using Xunit;

namespace Ingestion.Worker.Tests.Intake;

/// <summary>Two workers on one pool (promises P5, P8, P12, P16).</summary>
public sealed class PostgresTwoWorkersTests() : IntakeContract(StoreKind.Postgres)
{
    private const int Contacts = 50;

    [Fact]
    public async Task Accept_SameMessagesInOppositeOrders_NeverDeadlocks()
    {
        await using var other = new CoreOnStore(Store.Another()) { Book = Core.Book };
        var deadlocks = await DeadlocksAsync();
        for (var round = 0; round < 20; round++)
        {
            List<OfferedMessage> messages = [.. Enumerable.Range(0, 400).Select(i => Some.Offered($"{round}-{i}"))];
            List<OfferedMessage> reversed = [.. Enumerable.Reverse(messages)];
            await Task.WhenAll(
                Core.Inbox.AcceptAsync("mail", messages, CancellationToken.None).AsTask(), other.Inbox.AcceptAsync("mail", reversed, CancellationToken.None).AsTask());
        }

        Assert.Equal((8_000, deadlocks), (await CountAsync("message"), await DeadlocksAsync()));
    }

    [Fact]
    public async Task Run_TwoThousandMessagesOfFiftyContacts_NothingIsDoubledAndNothingStuck()
    {
        await using var other = new CoreOnStore(Store.Another()) { Book = Core.Book };
        CoreOnStore[] workers = [Core, other];
        var deadlocks = await DeadlocksAsync();
        var messages = Messages();
        new Random(20261121).Shuffle(messages);
        await Task.WhenAll(messages.Chunk(50).Select((chunk, i) => Task.Run(async () =>
        {
            foreach (var (channel, key, _) in chunk)
            {
                await workers[i % 2].Inbox.AcceptAsync(channel, [Some.Offered(key)], CancellationToken.None);
            }
        })));

        using var stop = new CancellationTokenSource();
        var running = workers.Select(worker =>
        {
            worker.IntakeSettings = Some.EachItsOwn with { BatchSize = 40 };
            worker.Acknowledgements = new AcknowledgementSettings { PerAddressPerDay = 1000, PerHour = 1_000_000, PerDomainPerHour = 1_000_000, PerTextPerHour = 1_000_000 };
            return Task.Run(() => worker.NewIntake().RunAsync(stop.Token));
        }).ToList();
        await Wait.UntilAsync(async () => await CountAsync("inbox") == 0, "the inbox is empty", TimeSpan.FromSeconds(60));
        await stop.CancelAsync();
        await Task.WhenAll(running);

        // Fifteen matters of each contact, each offered on two paths, and one chat of ten messages.
        await AssertPoolAsync(Contacts * 16, Contacts * 16);
        Assert.Equal(
            [("complaint", Contacts * 16L), ("duplicate", Contacts * 15L), ("follow-up", Contacts * 9L)],
            await QueryAsync<(string, long)>("SELECT outcome, count(*) FROM ledger GROUP BY outcome ORDER BY outcome"));
        Assert.Equal(
            [("email", (long)Contacts), ("handle", (long)Contacts)], await QueryAsync<(string, long)>("SELECT kind, count(*) FROM contact_point GROUP BY kind ORDER BY kind"));
        Assert.Equal(Contacts * 16, await SingleAsync<long>("SELECT sum(planned) FROM acknowledgement_hour"));
        Assert.Equal(deadlocks, await DeadlocksAsync());

        // The change feed is read by writing transaction: a complaint's versions must come in their order.
        var feed = await QueryAsync<(long ComplaintId, int Version)>("SELECT complaint_id, version FROM event ORDER BY writer, id");
        Assert.All(feed.GroupBy(item => item.ComplaintId), complaint => Assert.Equal(Enumerable.Range(1, complaint.Count()), complaint.Select(item => item.Version)));
    }

    [Theory]
    [InlineData("chat")]
    [InlineData("letter")]
    public async Task Decide_TwoFirstMessagesOfNobodyKnownAtOnce_AreOneComplaint(string what)
    {
        await using var other = new CoreOnStore(Store.Another()) { Book = Core.Book };
        using var deciding = new SemaphoreSlim(0);
        using var goOn = new SemaphoreSlim(0);
        Core.Random = new HookedRandom(() =>
        {
            deciding.Release();
            goOn.Wait(TimeSpan.FromMinutes(2));
        });
        await Core.OfferAsync(Message("first"), "chat", key: "first");
        var first = Task.Run(Core.DecideAsync);
        Assert.True(await deciding.WaitAsync(TimeSpan.FromMinutes(1)));
        await Core.OfferAsync(Message("second"), "chat", key: "second");
        var second = Task.Run(other.DecideAsync);
        await Wait.UntilAsync(
            async () => second.IsCompleted || await WaitingForLocksAsync() == 1,
            "the second worker waits for the first or has ended");
        goOn.Release();
        await Task.WhenAll(first, second);

        await AssertPoolAsync(1, what == "chat" ? 1 : 0);

        Ingestion.Channels.InboundMessage Message(string text) =>
            what == "chat" ? Some.Chat("room", text) : (Some.Mail() with { Sender = null, ReplyTo = null }).WithFingerprint("letter");
    }

    [Fact]
    public async Task Decide_TwoCustomersAtOnceInANewConversation_AreOneComplaint()
    {
        await using var other = new CoreOnStore(Store.Another()) { Book = Core.Book };
        using var deciding = new SemaphoreSlim(0);
        using var goOn = new SemaphoreSlim(0);
        Core.Random = new HookedRandom(() =>
        {
            deciding.Release();
            goOn.Wait(TimeSpan.FromMinutes(2));
        });
        await Core.OfferAsync(Some.Chat("room", "first", Some.Email("one@customer.example")), "chat", key: "first");
        var first = Task.Run(Core.DecideAsync);
        Assert.True(await deciding.WaitAsync(TimeSpan.FromMinutes(1)));
        await Core.OfferAsync(Some.Chat("room", "second", Some.Email("two@customer.example")), "chat", key: "second");
        var second = Task.Run(other.DecideAsync);
        await Wait.UntilAsync(
            async () => second.IsCompleted || await WaitingForLocksAsync() == 1,
            "the second worker waits for the first or has ended");
        goOn.Release();
        await Task.WhenAll(first, second);

        await AssertPoolAsync(1, 1);
        Assert.Equal(["complaint", "follow-up"], await QueryAsync<string>("SELECT outcome FROM ledger ORDER BY message_id"));
        Assert.Equal(["first", "second"], await QueryAsync<string>("SELECT body FROM complaint_message ORDER BY conversation_key NULLS LAST"));
    }

    [Fact]
    public async Task Decide_TwoVersionsOfANewMessageAtOnce_AreOneComplaint()
    {
        await using var other = new CoreOnStore(Store.Another()) { Book = Core.Book };
        using var deciding = new SemaphoreSlim(0);
        using var goOn = new SemaphoreSlim(0);
        Core.Random = new HookedRandom(() =>
        {
            deciding.Release();
            goOn.Wait(TimeSpan.FromMinutes(2));
        });
        await Core.OfferAsync(Some.Mail("first", Some.Ayla) with { Identity = "post" }, "chat", key: "first");
        var first = Task.Run(Core.DecideAsync);
        Assert.True(await deciding.WaitAsync(TimeSpan.FromMinutes(1)));

        // The provider names the writer differently: only what the versions share makes the second worker wait.
        await Core.OfferAsync(Some.Mail("second", Some.Rza) with { Identity = "post" }, "chat", key: "second");
        var second = Task.Run(other.DecideAsync);
        await Wait.UntilAsync(
            async () => second.IsCompleted || await WaitingForLocksAsync() == 1,
            "the second worker waits for the first or has ended");
        goOn.Release();
        await Task.WhenAll(first, second);

        await AssertPoolAsync(1, 1);
        Assert.Equal(["complaint", "revision"], await QueryAsync<string>("SELECT outcome FROM ledger ORDER BY message_id"));
        Assert.Equal(["second"], await QueryAsync<string>("SELECT body FROM complaint_message WHERE is_current"));
    }

    private (string Channel, string Key, bool IsChat)[] Messages()
    {
        var all = new List<(string, string, bool)>();
        for (var contact = 0; contact < Contacts; contact++)
        {
            var from = Some.Email($"c{contact}@customer.example");
            for (var i = 0; i < 15; i++)
            {
                foreach (var channel in (string[])["mail", "mail2"])
                {
                    var key = $"{channel}-{contact}-{i}";
                    Core.Book.Write(key, Some.Mail($"matter {i}", from).WithFingerprint($"{contact}-{i}"));
                    all.Add((channel, key, false));
                }
            }

            for (var i = 0; i < 10; i++)
            {
                var key = $"chat-{contact}-{i}";
                Core.Book.Write(key, Some.Chat($"room {contact}", $"line {i}"));
                all.Add(("chat", key, true));
            }
        }

        return [.. all];
    }

    private Task<long> DeadlocksAsync() => SingleAsync<long>("SELECT deadlocks FROM pg_stat_database WHERE datname = current_database()");
}
