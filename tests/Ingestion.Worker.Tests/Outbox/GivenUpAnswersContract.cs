using Ingestion.Channels;
using Ingestion.Worker.Commands;
using Ingestion.Worker.Complaints;
using Ingestion.Worker.Inbox;
using Ingestion.Worker.Outbox;
using Ingestion.Worker.Storage;
using Ingestion.Worker.Tests.Core;
using Xunit;

namespace Ingestion.Worker.Tests.Outbox;

/// <summary>What an operator does with answers that were given up.</summary>
public abstract class GivenUpAnswersContract : CoreTests
{
    private readonly RecordingSender sender = new();

    private protected GivenUpAnswersContract(StoreKind kind)
        : base(kind)
    {
    }

    [Fact]
    public async Task Retry_OfAGivenUpAnswer_SendsItOnceMoreAndTellsWhoDidIt()
    {
        await PlanAsync();
        sender.Answer(SendOutcome.Refused, "smtp-550");
        await WorkAsync();
        var given = Assert.Single(await GivenUpAnswers.ListAsync(Database, 10, CancellationToken.None));

        Assert.True(await GivenUpAnswers.RetryAsync(Database, given.Id, "operator-7", CancellationToken.None));
        Assert.False(await GivenUpAnswers.RetryAsync(Database, given.Id, "operator-7", CancellationToken.None));
        sender.Answer(SendOutcome.Sent);
        await WorkAsync();

        Assert.Equal(2, sender.Asked.Count);
        Assert.Single(sender.Asked.Select(message => message.StableId).Distinct());
        Assert.Equal("sent", (await StateAsync()).State);
        var told = (await Timeline.OfAsync(Database, [await SingleAsync<long>("SELECT id FROM message")], CancellationToken.None)).Select(entry => entry.ToString());
        Assert.True(TrackingNumber.TryParse(await SingleAsync<string>("SELECT tracking_number FROM complaint"), out var number));
        Assert.Contains(told, line => line.Contains($"{number.Format()} retried by hand (operator-7)", StringComparison.Ordinal) && line.Contains("it was refused: smtp-550", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Discard_OfAGivenUpAnswer_IsNeverSentAndTellsWhoDidIt()
    {
        await PlanAsync();
        sender.Answer(SendOutcome.Refused, "smtp-550");
        await WorkAsync();
        var given = Assert.Single(await GivenUpAnswers.ListAsync(Database, 10, CancellationToken.None));

        Assert.True(await GivenUpAnswers.DiscardAsync(Database, given.Id, "operator-7", CancellationToken.None));
        Assert.False(await GivenUpAnswers.RetryAsync(Database, given.Id, "operator-8", CancellationToken.None));

        Assert.False(await WorkAsync());
        Assert.Equal("discarded", (await StateAsync()).State);
        Assert.Equal((given.Id, 1, "discarded", "operator-7", "refused: smtp-550"), await SingleAsync<(long, int, string, string, string)>("SELECT subject_id, number, action, actor, before FROM operator_action"));
        Assert.Empty(await GivenUpAnswers.ListAsync(Database, 10, CancellationToken.None));
    }

    [Fact]
    public async Task List_OfMessagesAndAnswers_HasTheLongestWaitingFirst()
    {
        await PlanAsync();
        sender.Answer(SendOutcome.Refused, "smtp-550");
        await WorkAsync();
        await ExecuteAsync($"UPDATE outbox SET finished_at = {Database.NowPlus("-3600")}");
        await ParkedMessages.ParkAsync(Database, await Core.OfferAsync(Some.Mail("another matter")), "killed", CancellationToken.None);

        Assert.Equal(["answer refused", "message"], (await DeadLetters.ListAsync(Database, 10, CancellationToken.None)).Select(letter => letter.What));
    }

    [Fact]
    public async Task Retry_OfAnAnswerThatStillWaits_ChangesNothing()
    {
        await PlanAsync();
        var id = await SingleAsync<long>("SELECT id FROM outbox");

        Assert.False(await GivenUpAnswers.RetryAsync(Database, id, "x", CancellationToken.None));
        Assert.False(await GivenUpAnswers.DiscardAsync(Database, id, "x", CancellationToken.None));

        Assert.Equal(0L, await SingleAsync<long>("SELECT count(*) FROM operator_action"));
    }

    private async Task PlanAsync()
    {
        await Core.OfferAsync(Some.Mail());
        await Core.DecideAsync();
    }

    private Task<bool> WorkAsync() => Core.NewRelay("mail", sender).WorkAsync(CancellationToken.None);

    private Task<(string State, string Reason)> StateAsync() => SingleAsync<(string, string)>("SELECT state, last_reason FROM outbox");
}
