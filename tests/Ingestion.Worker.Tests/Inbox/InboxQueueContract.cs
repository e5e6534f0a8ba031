using System.Data.Common;
using Ingestion.Worker.Inbox;
using Ingestion.Worker.Storage;
using Ingestion.Worker.Tests.Core;
using Xunit;

namespace Ingestion.Worker.Tests.Inbox;

/// <summary>Leases, fences and parking (promises P11, P16).</summary>
public abstract class InboxQueueContract : CoreTests
{
    private protected InboxQueueContract(StoreKind kind)
        : base(kind)
    {
    }

    [Fact]
    public async Task LeaseFreshAsync_Messages_CountsTheClaimBeforeAnythingElse()
    {
        var first = await Core.OfferAsync(Some.Mail());
        await Core.OfferAsync(Some.Mail());

        var lease = await Core.Queue.LeaseFreshAsync(1, CancellationToken.None);

        Assert.Equal([first], lease.Places.Select(place => place.MessageId));
        Assert.Equal(1, lease.Places[0].Claims);
        Assert.Equal(
            (1, lease.Fence, 1L), await SingleAsync<(int, long, long)>($"SELECT claims, fence, CASE WHEN leased_until > {Database.Now} THEN 1 ELSE 0 END FROM inbox WHERE message_id = @first", new { first }));
    }

    [Fact]
    public async Task LeaseFreshAsync_LeasedMessages_AreNotLeasedAgain()
    {
        await Core.OfferAsync(Some.Mail());
        await Core.Queue.LeaseFreshAsync(10, CancellationToken.None);

        Assert.True((await Core.Queue.LeaseFreshAsync(10, CancellationToken.None)).IsEmpty);
        Assert.True((await Core.Queue.LeaseTriedAsync(CancellationToken.None)).IsEmpty);
    }

    [Fact]
    public async Task LeaseTriedAsync_LeasesThatRanOut_TakesOneAlone()
    {
        for (var i = 0; i < 3; i++)
        {
            await Core.OfferAsync(Some.Mail());
        }

        await Core.Queue.LeaseFreshAsync(10, CancellationToken.None);
        await Core.ExpireLeasesAsync();

        Assert.True((await Core.Queue.LeaseFreshAsync(10, CancellationToken.None)).IsEmpty);
        var lease = await Core.Queue.LeaseTriedAsync(CancellationToken.None);
        Assert.Equal(2, Assert.Single(lease.Places).Claims);
    }

    [Fact]
    public async Task LeaseFreshAsync_WorkersAtOnce_NeverShareAMessage()
    {
        for (var i = 0; i < 60; i++)
        {
            await Core.OfferAsync(Some.Mail());
        }

        var other = new InboxQueue(Store.Another(), new IdBlock(Store.Another(), "fence", 16), TimeSpan.FromMinutes(1), 3);
        var leases = await Task.WhenAll(Enumerable.Range(0, 12).Select(i => Task.Run(() => (i % 2 == 0 ? Core.Queue : other).LeaseFreshAsync(5, CancellationToken.None))));

        var leased = leases.SelectMany(lease => lease.Places).Select(place => place.MessageId).ToList();
        Assert.Equal(60, leased.Count);
        Assert.Equal(60, leased.Distinct().Count());
        Assert.Equal(12, leases.Select(lease => lease.Fence).Distinct().Count());
    }

    [Fact]
    public async Task ReleaseAsync_LeasedMessages_AreFreshAgain()
    {
        await Core.OfferAsync(Some.Mail());
        await Core.OfferAsync(Some.Mail());
        await Core.Queue.ReleaseAsync(await Core.Queue.LeaseFreshAsync(10, CancellationToken.None), CancellationToken.None);

        Assert.Equal([1, 1], (await Core.Queue.LeaseFreshAsync(10, CancellationToken.None)).Places.Select(place => place.Claims));
    }

    [Fact]
    public async Task LeaseFreshAsync_OfMany_GoesOnWhereItEndedAndFindsLateOnesBeforeIt()
    {
        var queue = Core.Queue;
        var late = await Core.OfferAsync(Some.Mail());
        for (var i = 0; i < 3; i++)
        {
            await Core.OfferAsync(Some.Mail());
        }

        await ExecuteAsync("UPDATE inbox SET parked_at = accepted FROM (SELECT max(accepted_at) AS accepted FROM message) m WHERE message_id = @late", new { late });
        var first = await queue.LeaseFreshAsync(2, CancellationToken.None);
        await ExecuteAsync("UPDATE inbox SET parked_at = NULL WHERE message_id = @late", new { late });
        var second = await queue.LeaseFreshAsync(2, CancellationToken.None);
        var third = await queue.LeaseFreshAsync(2, CancellationToken.None);

        Assert.Equal((2, 1), (first.Places.Count, second.Places.Count));
        Assert.Equal(late, Assert.Single(third.Places).MessageId);
        Assert.Equal((true, true, false), (first.MoreWaits, second.MoreWaits, third.MoreWaits));
    }

    [Fact]
    public async Task ReleaseAsync_OfMany_TheyComeFirstAgain()
    {
        var queue = Core.Queue;
        for (var i = 0; i < 4; i++)
        {
            await Core.OfferAsync(Some.Mail());
        }

        var first = await queue.LeaseFreshAsync(2, CancellationToken.None);
        await queue.ReleaseAsync(first, CancellationToken.None);

        Assert.Equal(first.Places.Select(place => place.MessageId), (await queue.LeaseFreshAsync(2, CancellationToken.None)).Places.Select(place => place.MessageId));
    }

    [Fact]
    public async Task ReleaseAsync_StoreInTrouble_IsMadeUpForBeforeTheNextLease()
    {
        var queue = Core.Queue;
        await Core.OfferAsync(Some.Mail());
        for (var i = 0; i < 5; i++)
        {
            var lease = await queue.LeaseFreshAsync(10, CancellationToken.None);
            Assert.Equal(1, Assert.Single(lease.Places).Claims);
            await InTroubleAsync(() => queue.ReleaseAsync(lease, CancellationToken.None));
        }

        await InTroubleAsync(() => queue.LeaseTriedAsync(CancellationToken.None));
        Assert.True((await queue.LeaseTriedAsync(CancellationToken.None)).IsEmpty);
        Assert.Single((await queue.LeaseFreshAsync(10, CancellationToken.None)).Places);
    }

    [Fact]
    public async Task ReleaseAsync_ASecondTime_BecauseTheAnswerWasLost_ChangesNothing()
    {
        await Core.OfferAsync(Some.Mail());
        await Core.Queue.LeaseFreshAsync(10, CancellationToken.None);
        await Core.ExpireLeasesAsync();
        var lease = await Core.Queue.LeaseTriedAsync(CancellationToken.None);

        await Core.Queue.ReleaseAsync(lease, CancellationToken.None);
        await Core.Queue.ReleaseAsync(lease, CancellationToken.None);

        Assert.Equal(1, await SingleAsync<int>("SELECT claims FROM inbox"));
    }

    [Fact]
    public async Task ReleaseAsync_StoreInTroubleUntilAnotherHasTheMessage_ChangesNothing()
    {
        var queue = Core.Queue;
        await Core.OfferAsync(Some.Mail());
        var lease = await queue.LeaseFreshAsync(10, CancellationToken.None);
        await InTroubleAsync(() => queue.ReleaseAsync(lease, CancellationToken.None));
        await Core.ExpireLeasesAsync();
        var held = await Core.Queue.LeaseTriedAsync(CancellationToken.None);

        Assert.True((await queue.LeaseFreshAsync(10, CancellationToken.None)).IsEmpty);

        Assert.Equal((2, held.Fence), await SingleAsync<(int, long)>($"SELECT claims, fence FROM inbox WHERE leased_until > {Database.Now}"));
    }

    [Fact]
    public async Task ReleaseAsync_UnderAnOldFence_ChangesNothing()
    {
        await Core.OfferAsync(Some.Mail());
        var old = await Core.Queue.LeaseFreshAsync(10, CancellationToken.None);
        await Core.ExpireLeasesAsync();
        var held = await Core.Queue.LeaseTriedAsync(CancellationToken.None);

        await Core.Queue.ReleaseAsync(old, CancellationToken.None);
        await Core.Queue.PostponeAsync(old, TimeSpan.FromHours(-1), CancellationToken.None);

        Assert.Equal((2, held.Fence), await SingleAsync<(int, long)>($"SELECT claims, fence FROM inbox WHERE leased_until > {Database.Now}"));
    }

    [Fact]
    public async Task PostponeAsync_FailedMessage_WaitsItsTime()
    {
        await Core.OfferAsync(Some.Mail());
        await Core.Queue.PostponeAsync(await Core.Queue.LeaseFreshAsync(10, CancellationToken.None), TimeSpan.FromMinutes(5), CancellationToken.None);

        Assert.True((await Core.Queue.LeaseTriedAsync(CancellationToken.None)).IsEmpty);
        await Core.ExpireLeasesAsync();
        Assert.False((await Core.Queue.LeaseTriedAsync(CancellationToken.None)).IsEmpty);
    }

    [Fact]
    public async Task Work_LeaseThatRanOut_TheFirstWorkersResultIsThrownAway()
    {
        using var reading = new SemaphoreSlim(0);
        using var goOn = new SemaphoreSlim(0);
        var logs = new RecordingLoggers();
        await using var slow = new CoreOnStore(Database)
        {
            Loggers = logs,
            Book = new MessageBook
            {
                OnRead = _ =>
                {
                    reading.Release();
                    goOn.Wait(TimeSpan.FromMinutes(2));
                },
            },
        };
        slow.Book.Write("one", Some.Mail());
        await Core.OfferAsync(Some.Mail(), key: "one");

        var late = Task.Run(slow.DecideAsync);
        Assert.True(await reading.WaitAsync(TimeSpan.FromMinutes(1)));
        await Core.ExpireLeasesAsync();
        await Core.DecideAsync();
        goOn.Release();
        await late;

        Assert.Equal((1L, 1L, 1L, 1L), await SingleAsync<(long, long, long, long)>(
            "SELECT (SELECT count(*) FROM complaint), (SELECT count(*) FROM ledger), (SELECT count(*) FROM outbox), (SELECT count(*) FROM event)"));
        Assert.Equal([3002], logs.Events);
    }

    [Fact]
    public async Task Work_LeaseTakenOverAndNotYetDecided_TheFirstWorkersResultIsThrownAway()
    {
        using var reading = new SemaphoreSlim(0);
        using var goOn = new SemaphoreSlim(0);
        await using var slow = new CoreOnStore(Database)
        {
            Book = new MessageBook
            {
                OnRead = _ =>
                {
                    reading.Release();
                    goOn.Wait(TimeSpan.FromMinutes(2));
                },
            },
        };
        slow.Book.Write("one", Some.Mail());
        await Core.OfferAsync(Some.Mail(), key: "one");

        var late = Task.Run(slow.DecideAsync);
        Assert.True(await reading.WaitAsync(TimeSpan.FromMinutes(1)));
        await Core.ExpireLeasesAsync();
        var held = await Core.Queue.LeaseTriedAsync(CancellationToken.None);
        goOn.Release();
        await late;

        Assert.Equal(0, await SingleAsync<long>("SELECT count(*) FROM ledger"));
        Assert.Equal(held.Fence, await SingleAsync<long>("SELECT fence FROM inbox"));
    }

    [Fact]
    public async Task Work_NextLeaseFails_EndsAfterTheBatchInHand()
    {
        using var deciding = new SemaphoreSlim(0);
        using var goOn = new SemaphoreSlim(0);
        Core.Random = new HookedRandom(() =>
        {
            deciding.Release();
            goOn.Wait(TimeSpan.FromMinutes(2));
        });
        await Core.OfferAsync(Some.Mail());

        // One fence is left of the block in hand, and there is no other block.
        await Core.Fences.TakeAsync(63, CancellationToken.None);
        await ExecuteAsync("UPDATE id_block SET name = 'away' WHERE name = 'fence'");
        try
        {
            var working = Task.Run(Core.DecideAsync);
            Assert.True(await deciding.WaitAsync(TimeSpan.FromMinutes(1)));

            // It has the time of a question to the store to be wrong.
            Assert.Equal(0, await SingleAsync<long>("SELECT count(*) FROM ledger"));
            Assert.False(working.IsCompleted);
            goOn.Release();

            await Assert.ThrowsAsync<InvalidOperationException>(() => working);
            Assert.Equal(1, await SingleAsync<long>("SELECT count(*) FROM ledger"));
        }
        finally
        {
            // The next test may have this database.
            await ExecuteAsync("UPDATE id_block SET name = 'fence' WHERE name = 'away'");
        }
    }

    [Theory]
    [InlineData(false, "failed-ArgumentOutOfRangeException")]
    [InlineData(true, "failed-NullReferenceException")]
    public async Task Work_MessageThatAlwaysFails_IsParkedAfterExactlyItsTries(bool inReading, string reason)
    {
        var id = await Core.OfferAsync(inReading ? Some.PoisonToRead() : Some.Poison());
        await Core.OfferAsync(Some.Mail("harmless"));
        for (var i = 0; i < 6; i++)
        {
            await Core.DecideAsync();
            await Core.ExpireLeasesAsync();
        }

        Assert.Equal(3, Core.Book.PoisonRead);
        var parked = Assert.Single(await ParkedMessages.ListAsync(Database, 10, CancellationToken.None));
        Assert.Equal(id, parked.MessageId);
        Assert.Equal(reason, parked.ParkedReason);
        Assert.Equal(3, parked.Claims);
        var entry = await Core.LedgerAsync(id);
        Assert.Equal("quarantined", entry.Outcome);
        Assert.Equal(reason, entry.Detail("inbox", "parked"));
        Assert.Equal(1, await SingleAsync<long>("SELECT count(*) FROM complaint"));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Work_MessageThatKilledTheProcessEachTime_IsParkedUntouched(bool leasesAreEnded)
    {
        var id = await Core.OfferAsync(Some.Poison());
        await Core.Queue.LeaseFreshAsync(10, CancellationToken.None);
        await Core.ExpireLeasesAsync();
        await Core.Queue.LeaseTriedAsync(CancellationToken.None);
        await Core.ExpireLeasesAsync();
        await Core.Queue.LeaseTriedAsync(CancellationToken.None);
        await Core.DecideAsync();
        Assert.Equal(0, await SingleAsync<long>("SELECT count(parked_at) FROM inbox"));

        if (leasesAreEnded)
        {
            await ExecuteAsync("UPDATE inbox SET leased_until = NULL");
        }

        await Core.ExpireLeasesAsync();
        await Core.DecideAsync();

        Assert.Equal(0, Core.Book.PoisonRead);
        Assert.Equal("tries-used-up", (await Core.LedgerAsync(id)).Detail("inbox", "parked"));
        Assert.Equal(0, Core.Inbox.Backlog.Waiting);
    }

    [Fact]
    public async Task RetryAsync_ParkedMessage_IsDecidedWithItsReceiptTimeAndItsStory()
    {
        var id = await ParkAsync();
        var acceptedAt = await SingleAsync<DateTimeOffset>("SELECT accepted_at FROM message");
        Core.Book.Write("parked", Some.Mail("harmless"));

        Assert.True(await ParkedMessages.RetryAsync(Database, id, "operator-7", CancellationToken.None));
        Assert.False(await ParkedMessages.RetryAsync(Database, id, "operator-7", CancellationToken.None));
        Assert.Empty(await ParkedMessages.ListAsync(Database, 10, CancellationToken.None));
        await Core.DecideAsync();

        var entry = await Core.LedgerAsync(id);
        Assert.Equal("complaint", entry.Outcome);
        var story = entry.Reasons[0];
        Assert.Equal(("operator", "retried"), (story.Rule, story.Code));
        Assert.Contains("operator-7", story.Detail, StringComparison.Ordinal);
        Assert.Contains("failed-ArgumentOutOfRangeException", story.Detail, StringComparison.Ordinal);
        Assert.Equal(acceptedAt, await SingleAsync<DateTimeOffset>("SELECT received_at FROM complaint"));
    }

    [Fact]
    public async Task RetryAsync_MessageThatFailsAgain_IsParkedAgainAfterItsTries()
    {
        var id = await ParkAsync();
        await ParkedMessages.RetryAsync(Database, id, "operator-7", CancellationToken.None);
        for (var i = 0; i < 4; i++)
        {
            await Core.DecideAsync();
            await Core.ExpireLeasesAsync();
        }

        Assert.Equal(6, Core.Book.PoisonRead);
        Assert.Equal("quarantined", (await Core.LedgerAsync(id)).Outcome);
    }

    [Fact]
    public async Task DiscardAsync_ParkedMessage_KeepsBytesAndTellsWhoGaveItUp()
    {
        var id = await ParkAsync();

        Assert.True(await ParkedMessages.DiscardAsync(Database, id, "operator-7", CancellationToken.None));
        Assert.False(await ParkedMessages.DiscardAsync(Database, id, "operator-7", CancellationToken.None));

        var entry = await Core.LedgerAsync(id);
        Assert.Equal("quarantined", entry.Outcome);
        Assert.Equal("failed-ArgumentOutOfRangeException", entry.Detail("inbox", "parked"));
        Assert.Equal("operator-7", entry.Detail("operator", "discarded"));
        Assert.Equal((1L, 0L), await SingleAsync<(long, long)>("SELECT (SELECT count(*) FROM message), (SELECT count(*) FROM inbox)"));
    }

    [Fact]
    public async Task RetryAsync_MessageThatIsNotParked_ChangesNothing()
    {
        var id = await Core.OfferAsync(Some.Mail());
        var decided = (await Core.TakeAsync(Some.Mail())).MessageId;

        Assert.False(await ParkedMessages.RetryAsync(Database, id, "x", CancellationToken.None));
        Assert.False(await ParkedMessages.RetryAsync(Database, decided, "x", CancellationToken.None));
        Assert.False(await ParkedMessages.DiscardAsync(Database, decided, "x", CancellationToken.None));
        Assert.Equal(2, await SingleAsync<long>("SELECT count(*) FROM ledger"));
    }

    /// <summary>The store fails what is asked of it meanwhile.</summary>
    private async Task InTroubleAsync(Func<Task> work)
    {
        await ExecuteAsync("ALTER TABLE inbox RENAME TO inbox_away");
        await Assert.ThrowsAnyAsync<DbException>(work);
        await ExecuteAsync("ALTER TABLE inbox_away RENAME TO inbox");
    }

    private async Task<long> ParkAsync()
    {
        var id = await Core.OfferAsync(Some.Poison(), key: "parked");
        for (var i = 0; i < 4; i++)
        {
            await Core.DecideAsync();
            await Core.ExpireLeasesAsync();
        }

        return id;
    }
}
