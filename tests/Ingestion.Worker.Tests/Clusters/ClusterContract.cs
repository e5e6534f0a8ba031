using Ingestion.Classifier.Sensitive;
using Ingestion.Worker.Clusters;
using Ingestion.Worker.Commands;
using Ingestion.Worker.Erasure;
using Ingestion.Worker.Matching;
using Ingestion.Worker.Settings;
using Ingestion.Worker.Storage;
using Ingestion.Worker.Tests.Core;
using Ingestion.Worker.Tests.Intake;
using Microsoft.Extensions.Logging.Abstractions;
using TestSupport;
using Xunit;

namespace Ingestion.Worker.Tests.Clusters;

/// <summary>Complaints alike of many customers.</summary>
public abstract class ClusterContract : IntakeContract
{
    private const string Campaign =
        "We the undersigned ask you to stop closing the reading room of the Nizami library and to keep its librarians, who have served this quarter with devotion for thirty years, in their positions";

    private const string Branch = "At your Kadikoy branch a clerk refused to accept my old passport and shouted at everybody in the queue";

    private protected ClusterContract(StoreKind kind)
        : base(kind)
    {
    }

    private protected override CoreOnStore NewCore(Database database) => new(database) { IntakeSettings = new IntakeSettings() };

    [Theory]
    [InlineData(1)]
    [InlineData(100)]
    public async Task Compare_CopiesOfACampaign_AreOneClusterOfComplaintsThatAreEachAnswered(int batchSize)
    {
        var members = new List<long>();
        foreach (var name in (string[])["one", "two", "three", "four"])
        {
            members.Add((await Core.TakeAsync(Some.Mail($"{Campaign}. {name}", Some.Email(name + "@customer.example")))).ComplaintId!.Value);
        }

        await Core.TakeAsync(Some.Mail(Branch, Some.Email("five@customer.example")));
        Assert.Equal(5, await Core.CompareAsync(batchSize));

        await AssertPoolAsync(5, 5);
        Assert.Equal(members, await QueryAsync<long>("SELECT id FROM complaint WHERE cluster_id = @id ORDER BY id", new { id = members[0] }));
        Assert.Equal((members[0], 4), await SingleAsync<(long, int)>("SELECT id, size FROM cluster"));
        Assert.Equal(4, await SingleAsync<long>("SELECT sum(complaints) FROM cluster_hour"));
        Assert.Equal(0, await CountAsync("match_queue"));
        var events = await QueryAsync<(long Complaint, string Payload)>("SELECT complaint_id, CAST(payload AS text) FROM event WHERE type = 'complaint.clustered' ORDER BY id");
        Assert.Equal(members, events.Select(each => each.Complaint));
        Assert.Equal(FormattableString.Invariant($$"""{"clusterId":{{members[0]}},"clusterSize":4,"clusterPerHour":4}"""), events[^1].Payload);
        Assert.Contains((members[1], members[0], "similar"), await QueryAsync<(long, long, string)>("SELECT complaint_id, other_id, kind FROM complaint_link"));
    }

    [Fact]
    public async Task Compare_AMessage_KeepsWhomItWasComparedWith()
    {
        var first = await Core.TakeAsync(Some.Mail(Campaign));
        var second = await Core.TakeAsync(Some.Mail(Campaign, Some.Rza));
        await Core.CompareAsync();

        var reasons = await SingleAsync<string>("SELECT CAST(reasons AS text) FROM near_fingerprint WHERE message_id = @id", new { id = second.MessageId });
        Assert.Contains(FormattableString.Invariant($"\"code\":\"candidate\",\"detail\":\"{first.ComplaintId}: "), reasons, StringComparison.Ordinal);
        Assert.Contains(FormattableString.Invariant($"\"code\":\"entered\",\"detail\":\"{first.ComplaintId}\""), reasons, StringComparison.Ordinal);
        Assert.DoesNotContain("Nizami", reasons, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_WhileManyWaitToBeRegistered_ComparesNothingForTwentySecondsAndThenGoesOn()
    {
        await Core.TakeAsync(Some.Mail(Campaign));
        var time = new ManualTime();
        using var stop = new CancellationTokenSource();
        var worker = new ClusterWorker(new ClusterStage(Core.Database, Core.Ids, Core.Words), Core.Database, () => true, time, NullLogger<ClusterWorker>.Instance);
        var run = worker.RunAsync(stop.Token);
        await Wait.UntilAsync(() => time.Waits.Count == 1, "the first wait");
        time.Advance(ClusterWorker.LongestYielding - TimeSpan.FromSeconds(1));
        await Wait.UntilAsync(() => time.Waits.Count == 2, "the second wait");
        Assert.Equal(1, await CountAsync("match_queue"));

        time.Advance(TimeSpan.FromSeconds(1));
        await Wait.UntilAsync(async () => await CountAsync("match_queue") == 0, "the comparison");
        await stop.CancelAsync();
        await run;
    }

    [Fact]
    public async Task Compare_OneCustomerTwice_IsNoCluster()
    {
        await Core.TakeAsync(Some.Mail(Campaign));
        await Core.TakeAsync(Some.Mail(Branch));
        await Core.TakeAsync(Some.Mail(Campaign + " again"), "mail2");
        await Core.CompareAsync();

        Assert.Equal(0, await CountAsync("cluster"));
        Assert.Equal(3, await CountAsync("near_fingerprint"));
    }

    [Fact]
    public async Task Compare_StrangersWhoNameOneOrder_AreSuggestedAndStayTwo()
    {
        var first = await Core.TakeAsync(Some.Mail("my order 48211973 is late"));
        var second = await Core.TakeAsync(Some.Mail("someone ordered under my name, order 48211973, cancel it", Some.Rza));
        await Core.CompareAsync();

        await AssertPoolAsync(2, 2);
        Assert.Equal(
            [(second.ComplaintId!.Value, first.ComplaintId!.Value, "suggested")], await QueryAsync<(long, long, string)>("SELECT complaint_id, other_id, kind FROM complaint_link"));
        Assert.Equal(0, await CountAsync("cluster"));
    }

    [Theory]
    [InlineData("card number 4111 1111 1111 1111")]
    [InlineData("card number 4111111111111111")]
    [InlineData("kart no 5555-5555-5555-4444")]
    [InlineData("iban TR33 0006 1005 1978 6457 8413 26")]
    [InlineData("hesab AZ21NABZ00000000137010001944")]
    [InlineData("tc kimlik no 10000000146")]
    public async Task Compare_WhoNamesACardAnAccountOrThemselves_NothingOfTheNumberIsKept(string number)
    {
        Assert.NotEmpty(SensitiveNumbers.Find(number));
        await Core.TakeAsync(Some.Mail($"order 48211973 of the coffee grinder never came, {number}"));
        await Core.CompareAsync();

        Assert.Equal(["48211973"], await QueryAsync<string>("SELECT value FROM complaint_number"));
        Assert.Equal("m48211973", await SingleAsync<string>("SELECT numbers FROM near_fingerprint"));
    }

    [Fact]
    public async Task Compare_APairThatWasTakenApart_StaysApart()
    {
        var first = await Core.TakeAsync(Some.Mail(Campaign));
        var second = await Core.TakeAsync(Some.Mail(Campaign, Some.Rza));
        await ExecuteAsync(
            $"INSERT INTO complaint_link (complaint_id, other_id, kind, reasons, made_by, undone_by, undone_at) VALUES (@later, @earlier, 'similar', '[]', 'cluster', 'operator', {Database.Now})",
            new { later = second.ComplaintId, earlier = first.ComplaintId });
        await Core.CompareAsync();

        Assert.Equal(0, await CountAsync("cluster"));
        Assert.Equal(1, await CountAsync("complaint_link"));
    }

    [Fact]
    public async Task Compare_WhatIsGone_IsLeftOut()
    {
        var first = await Core.TakeAsync(Some.Mail(Campaign));
        await ExecuteAsync("INSERT INTO match_queue (message_id, complaint_id, at) SELECT 999999, complaint_id, at FROM match_queue");
        Assert.Equal(2, await Core.CompareAsync());
        Assert.Equal(first.MessageId, await SingleAsync<long>("SELECT message_id FROM near_fingerprint"));

        // Queued again, as after a kill between two workers: compared once.
        await ExecuteAsync("INSERT INTO match_queue (message_id, complaint_id, at) SELECT message_id, complaint_id, at FROM near_fingerprint");
        Assert.Equal(1, await Core.CompareAsync());
        Assert.Equal(0, await CountAsync("match_queue"));
    }

    [Fact]
    public async Task Exchange_TwoWorkers_KnowWhatBothSaw()
    {
        await Core.TakeAsync(Some.Mail(Campaign));
        await Core.CompareAsync();
        await Core.Words.ExchangeAsync(Database, CancellationToken.None);
        await using var other = new CoreOnStore(Database) { Book = Core.Book };
        await other.Words.LoadAsync(Database, CancellationToken.None);
        await other.TakeAsync(Some.Mail(Branch, Some.Rza), "mail2");
        await other.CompareAsync();
        await other.Words.ExchangeAsync(Database, CancellationToken.None);
        await Core.Words.ExchangeAsync(Database, CancellationToken.None);

        Assert.Equal((2, 2), (Core.Words.Known.Messages, other.Words.Known.Messages));
        Assert.Equal(0, Core.Words.Unwritten);
    }

    [Fact]
    public async Task Sweep_WhatIsOld_GoesWithItsKeysAndTheRestStays()
    {
        var now = TimeProvider.System.GetUtcNow();
        await Core.TakeAsync(Some.Sms("order 48211973 is late and nobody at the counter answers"), "chat", now.AddDays(-200));
        await Core.TakeAsync(Some.Mail(Branch), arrivedAt: now);
        await Core.CompareAsync();
        var sweeper = new MatchSweeper(Database, TimeProvider.System, NullLogger<MatchSweeper>.Instance);
        await sweeper.KeepUpAsync(CancellationToken.None);

        Assert.Equal((1L, 0L, 0L), (await CountAsync("near_fingerprint"), await CountAsync("complaint_number"), await CountAsync("session")));
        Assert.Equal([await SingleAsync<long>("SELECT message_id FROM near_fingerprint")], await QueryAsync<long>("SELECT DISTINCT message_id FROM fingerprint_key"));
    }

    [Fact]
    public async Task Sweep_WorkerWithAClockOfAnotherYear_TakesOutNothing()
    {
        await Core.TakeAsync(Some.Mail(Branch), arrivedAt: TimeProvider.System.GetUtcNow());
        await Core.CompareAsync();
        var keys = await CountAsync("fingerprint_key");
        var time = new ManualTime();
        time.Advance(TimeProvider.System.GetUtcNow().AddDays(400) - time.GetUtcNow());

        await new MatchSweeper(Database, time, NullLogger<MatchSweeper>.Instance).KeepUpAsync(CancellationToken.None);

        Assert.Equal((1L, keys), (await CountAsync("near_fingerprint"), await CountAsync("fingerprint_key")));
        Assert.True(keys > 0);
    }

    [Fact]
    public async Task Sweep_KeysOfADay_GoAfterTwoDaysAndThoseOfLettersStay()
    {
        var now = TimeProvider.System.GetUtcNow();
        var old = await Core.TakeAsync(Some.Mail(Campaign), arrivedAt: now.AddDays(-4));
        var young = await Core.TakeAsync(Some.Mail(Branch, Some.Rza), arrivedAt: now.AddDays(-1));
        await Core.CompareAsync();
        Assert.Equal(2, await SingleAsync<long>("SELECT count(DISTINCT message_id) FROM fingerprint_key WHERE key >= 0"));

        await new MatchSweeper(Database, TimeProvider.System, NullLogger<MatchSweeper>.Instance).KeepUpAsync(CancellationToken.None);

        Assert.Equal([young.MessageId], await QueryAsync<long>("SELECT DISTINCT message_id FROM fingerprint_key WHERE key >= 0"));
        Assert.Equal([old.MessageId], await QueryAsync<long>("SELECT DISTINCT message_id FROM fingerprint_key WHERE key < 0"));
    }

    [Fact]
    public async Task Sweep_ManyKeysOfPastDays_GoSoManyAtATime()
    {
        var written = new InsertRows("fingerprint_key");
        var (key, message) = (written.Int64("key"), written.Int64("message_id"));
        for (var i = 0; i < 30; i++)
        {
            key.Add(KeyDay.Key(i % 2 == 0 ? 20_000 : 20_003, (ulong)i << 40));
            message.Add(1 + i);
        }

        await Database.RunAsync([written], CancellationToken.None);
        var steps = new List<int>();
        do
        {
            steps.Add(await Database.WriteAsync(session => FingerprintRemoval.KeysAsync(session, 20_003, 6), CancellationToken.None));
        }
        while (steps[^1] > 0);

        Assert.Equal([7, 7, 1, 0], steps);
        Assert.Equal(15, await CountAsync("fingerprint_key"));
    }

    [Fact]
    public async Task Sweep_HoursOfClusters_OldOnesGoAFewAtATimeAndTheRestStays()
    {
        var now = ClusterHour.Of(TimeProvider.System.GetUtcNow());
        var old = now - MatchSweeper.KeptFor;
        var written = new InsertRows("cluster_hour");
        var (cluster, hour, complaints) = (written.Int64("cluster_id"), written.Time("hour"), written.Int32("complaints"));
        for (var i = 0; i < 1_200; i++)
        {
            cluster.Add(1 + (i % 3));
            hour.Add(i % 2 == 0 ? old.AddHours(-1 - i) : now.AddHours(-i));
            complaints.Add(1);
        }

        await Database.RunAsync([written], CancellationToken.None);
        var sweeper = new MatchSweeper(Database, TimeProvider.System, NullLogger<MatchSweeper>.Instance);
        var steps = 1;
        while (await sweeper.SweepAsync(old, old, CancellationToken.None))
        {
            steps++;
        }

        Assert.Equal(3, steps);
        Assert.Equal((600L, 0L), (await CountAsync("cluster_hour"), await SingleAsync<long>("SELECT count(*) FROM cluster_hour WHERE hour < @old", new { old })));
    }

    [Fact]
    public async Task Reads_ClustersAndTheirComplaints_AreWhatTheCommandShows()
    {
        var now = TimeProvider.System.GetUtcNow();
        var first = await Core.TakeAsync(Some.Mail(Campaign));
        await Core.TakeAsync(Some.Mail(Campaign, Some.Rza));
        await Core.CompareAsync();

        var (cluster, perHour) = Assert.Single(await ClusterReads.ListAsync(Database, 10, true, now, CancellationToken.None));
        Assert.Equal((first.ComplaintId, 2, 2), (cluster.Id, cluster.Size, perHour));
        Assert.Equal(2, (await ClusterReads.MembersAsync(Database, cluster.Id, 10, true, CancellationToken.None)).Count);
        Assert.Single(await ClusterReads.MembersAsync(Database, cluster.Id, 1, false, CancellationToken.None));

        await ExecuteAsync("UPDATE complaint SET status = 'closed'");
        Assert.Empty(await ClusterReads.ListAsync(Database, 10, true, now, CancellationToken.None));
        Assert.Single(await ClusterReads.ListAsync(Database, 10, false, now, CancellationToken.None));
        Assert.Empty(await ClusterReads.MembersAsync(Database, cluster.Id, 10, true, CancellationToken.None));
    }

    [Fact]
    public async Task Timeline_OfAComparedMessage_TellsCandidatesPointsAndWhatCameOfThem()
    {
        var first = await Core.TakeAsync(Some.Mail(Campaign));
        var second = await Core.TakeAsync(Some.Mail(Campaign, Some.Rza));
        await Core.CompareAsync();

        var told = string.Join('\n', await Timeline.OfAsync(Database, [second.MessageId], CancellationToken.None));
        Assert.Contains(FormattableString.Invariant($"cluster: candidate ({first.ComplaintId}: "), told, StringComparison.Ordinal);
        Assert.Contains(FormattableString.Invariant($"cluster: entered ({first.ComplaintId})"), told, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Erase_WhatWasCompared_LeavesNoWordNumberOrKey(bool isCompared)
    {
        await Core.OfferAsync(Some.Mail("my order 48211973 is late and nobody at the counter answers"), key: "erased");
        await Core.DecideAsync();
        if (isCompared)
        {
            await Core.CompareAsync();
        }

        Assert.NotNull(await new OnRequest(Database, Core.Ids, "operator").EraseMessageAsync("mail", "erased", isRehearsal: false, CancellationToken.None));
        foreach (var table in (string[])["match_queue", "near_fingerprint", "fingerprint_key", "complaint_number"])
        {
            Assert.Equal(0, await CountAsync(table));
        }
    }
}
