using Ingestion.Channels;
using Ingestion.Worker.Outbox;
using Ingestion.Worker.Storage;
using Ingestion.Worker.Tests.Core;
using TestSupport;
using Xunit;

namespace Ingestion.Worker.Tests.Outbox;

/// <summary>Attempts of which nobody knows whether they arrived: repeated, looked for, or left to a person (promise P8).</summary>
public abstract class RelayUncertaintyContract : RelayTests
{
    private protected RelayUncertaintyContract(StoreKind kind)
        : base(kind)
    {
    }

    [Theory]
    [InlineData(RepeatSafety.Harmful, 1, "uncertain")]
    [InlineData(RepeatSafety.Tolerable, 2, "uncertain")]
    [InlineData(RepeatSafety.Idempotent, 5, "waiting")]
    public async Task Work_UncertainEachTime_RepeatsAsFarAsItIsSafe(RepeatSafety safety, int sendings, string state)
    {
        await PlanAsync();
        Sender.RepeatSafety = safety;
        Sender.Answer(SendOutcome.Uncertain, "connection-lost-after-data");
        for (var i = 0; i < 5; i++)
        {
            await WorkAsync();
            await MakeDueAsync();
        }

        Assert.Equal(sendings, Sender.Asked.Count);
        Assert.Single(Sender.Asked.Select(message => message.StableId).Distinct());
        Assert.Equal((state, "connection-lost-after-data"), await StateAsync());
        Assert.Equal(sendings, await SingleAsync<int>("SELECT uncertain FROM outbox"));
    }

    [Theory]
    [InlineData(RepeatSafety.Harmful, 0, "uncertain")]
    [InlineData(RepeatSafety.Tolerable, 1, "sent")]
    [InlineData(RepeatSafety.Idempotent, 1, "sent")]
    public async Task Work_AttemptOfAProcessThatDied_CountsAsUncertain(RepeatSafety safety, int sendings, string state)
    {
        await PlanAsync();
        Sender.RepeatSafety = safety;
        var lease = await Core.Outbox.LeaseAsync("mail", 10, CancellationToken.None);
        await Core.Outbox.RecordAsync(lease.Fence, [], lease.Rows, CancellationToken.None);
        Assert.False(await WorkAsync());
        await Core.ExpireLeasesAsync("outbox");

        await WorkAsync();
        await WorkAsync();

        Assert.Equal(sendings, Sender.Asked.Count);
        Assert.Equal(state, (await StateAsync()).State);
        Assert.Equal(1, await SingleAsync<int>("SELECT uncertain FROM outbox"));
        Assert.Equal(("uncertain", "worker-died"), await SingleAsync<(string, string)>("SELECT outcome, reason FROM attempt WHERE number = 1"));
        Assert.Equal(0, await SingleAsync<long>("SELECT count(*) FROM attempt WHERE finished_at IS NULL"));
    }

    [Fact]
    public async Task Work_UncertainByAWayThatDropsRepeats_IsRepeated()
    {
        await PlanAsync();
        Sender.RepeatSafety = RepeatSafety.Harmful;
        Sender.Answer(new SendResult(SendOutcome.Uncertain, "no-answer") { Repeat = RepeatSafety.Idempotent });
        await WorkAsync();
        Assert.Equal(("waiting", "no-answer"), await StateAsync());

        Sender.Answer(SendOutcome.Uncertain, "no-answer");
        await MakeDueAsync();
        await WorkAsync();
        Assert.Equal(("uncertain", "no-answer"), await StateAsync());
    }

    [Fact]
    public async Task Work_UncertainAndSearchable_IsFoundAndNotSentAgain()
    {
        await PlanAsync();
        Sender.RepeatSafety = RepeatSafety.Searchable;
        Sender.Answer(SendOutcome.Uncertain, "no-answer");
        await WorkAsync();
        Assert.Equal(("waiting", "no-answer"), await StateAsync());
        Assert.InRange((await WaitAsync()).TotalSeconds, 100, 125);

        await MakeDueAsync();
        await WorkAsync();
        Assert.Equal(("waiting", "search-no-answer"), await StateAsync());

        Sender.OnFind = _ => new SendResult(SendOutcome.Sent, "found-at-provider") { ProviderId = "SM1" };
        await MakeDueAsync();
        await WorkAsync();

        Assert.Equal("sent", (await StateAsync()).State);
        Assert.Single(Sender.Asked);
        Assert.Equal(
            [(1, "uncertain", "no-answer", null), (2, "uncertain", "search-no-answer", null), (3, "sent", "found-at-provider", "SM1")],
            await QueryAsync<(int, string, string, string?)>("SELECT number, outcome, reason, provider_id FROM attempt ORDER BY number"));
    }

    [Fact]
    public async Task Work_UncertainAndSearchable_IsLookedForSinceItsFirstUncertainTryAndBesideOthersOfTheMatter()
    {
        await PlanAsync();
        var complaint = await SingleAsync<long>("SELECT id FROM complaint");
        await ExecuteAsync(
            "INSERT INTO outbox (id, complaint_id, message_id, purpose, channel, medium, recipient_kind, recipient, stable_id, kind, language, tracking_number, received_at, due_at, state) "
            + $"SELECT id + 1000000, complaint_id, message_id, 'update', channel, medium, recipient_kind, recipient, stable_id, kind, language, tracking_number, received_at, due_at, 'sent' FROM outbox WHERE id = {complaint}");
        await ExecuteAsync($"INSERT INTO attempt (outbox_id, number, outcome, provider_id) VALUES ({complaint + 1_000_000}, 1, 'sent', 'SM-another')");
        Sender.RepeatSafety = RepeatSafety.Searchable;
        Sender.Answer(SendOutcome.Later, "http-429");
        await WorkAsync();
        await ExecuteAsync($"UPDATE attempt SET started_at = {Database.NowPlus("-3600")} WHERE outbox_id = {complaint}");
        Sender.Answer(SendOutcome.Uncertain, "no-answer");
        await MakeDueAsync();
        await WorkAsync();
        var since = await SingleAsync<DateTimeOffset>($"SELECT started_at FROM attempt WHERE outbox_id = {complaint} AND number = 2");
        OutboundMessage? asked = null;
        Sender.OnFind = message =>
        {
            asked = message;
            return new SendResult(SendOutcome.Uncertain, "search-no-answer");
        };
        for (var tries = 0; tries < 2; tries++)
        {
            await MakeDueAsync();
            await WorkAsync();
            Assert.Equal(since, asked?.UncertainSince);
            Assert.Equal(["SM-another"], asked?.OtherIds);
        }

        Assert.All(Sender.Asked, message => Assert.Null(message.UncertainSince));
    }

    [Fact]
    public async Task Work_UncertainAndSearchable_NotThere_IsSentOnceMore()
    {
        await PlanAsync();
        Sender.RepeatSafety = RepeatSafety.Searchable;
        Sender.Answer(SendOutcome.Uncertain, "no-answer");
        await WorkAsync();
        Sender.OnFind = _ => null;
        Sender.Answer(SendOutcome.Sent, "http-201");
        await MakeDueAsync();
        await WorkAsync();

        Assert.Equal(2, Sender.Asked.Count);
        Assert.Equal([(1, "uncertain"), (2, "sent")], await QueryAsync<(int, string)>("SELECT number, outcome FROM attempt ORDER BY number"));
    }

    [Fact]
    public async Task Work_SearchableAttemptOfAProcessThatDied_IsLookedForInTime()
    {
        await PlanAsync();
        Sender.RepeatSafety = RepeatSafety.Searchable;
        var lease = await Core.Outbox.LeaseAsync("mail", 10, CancellationToken.None);
        await Core.Outbox.RecordAsync(lease.Fence, [], lease.Rows, CancellationToken.None);
        await Core.ExpireLeasesAsync("outbox");
        await WorkAsync();
        Assert.Equal(("waiting", "worker-died"), await StateAsync());
        Assert.False(await WorkAsync());

        Sender.OnFind = _ => new SendResult(SendOutcome.Sent, "found-at-provider");
        await MakeDueAsync();
        await WorkAsync();

        Assert.Empty(Sender.Asked);
        Assert.Equal("sent", (await StateAsync()).State);
    }

    [Fact]
    public async Task Work_SenderThatThrows_IsUncertain()
    {
        await PlanAsync();
        Sender.RepeatSafety = RepeatSafety.Harmful;
        Sender.OnSend = (_, _) => throw new InvalidOperationException("broken");
        await WorkAsync();

        Assert.Equal(("uncertain", "sender-threw-InvalidOperationException"), await StateAsync());
    }

    [Fact]
    public async Task Work_SenderWhoseOwnTimeRanOut_IsUncertain()
    {
        await PlanAsync();
        Sender.RepeatSafety = RepeatSafety.Harmful;
        Sender.OnSend = (_, _) => throw new TaskCanceledException("a timeout of the HTTP client");
        await WorkAsync();

        Assert.Equal(("uncertain", "sender-threw-TaskCanceledException"), await StateAsync());
    }
}
