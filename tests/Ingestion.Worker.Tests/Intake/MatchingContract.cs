using Ingestion.Channels;
using Ingestion.Worker.Matching;
using Ingestion.Worker.Settings;
using Ingestion.Worker.Storage;
using Ingestion.Worker.Tests.Core;
using Xunit;

namespace Ingestion.Worker.Tests.Intake;

/// <summary>What one customer tells again, in a new conversation or to a complaint that is over.</summary>
public abstract class MatchingContract : IntakeContract
{
    private const string Kettle = "The kettle of my order 48211973 arrived with a cracked lid and leaks, please send a new one";
    private const string KettleAgain = "Nobody has answered yet about order 48211973. It drips all over the kitchen";
    private const string Branch = "At your Kadikoy branch a clerk refused to accept my old passport and shouted at everybody in the queue";

    private protected MatchingContract(StoreKind kind)
        : base(kind)
    {
    }

    private protected override CoreOnStore NewCore(Database database) => new(database) { IntakeSettings = new IntakeSettings() };

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Decide_TheSameMatterOnAnotherChannel_IsARepeatContactAndAnsweredOnce(bool isFingerprinted)
    {
        var first = await TakeAsync(Kettle);
        if (isFingerprinted)
        {
            Assert.Equal(1, await Core.CompareAsync());
        }

        var second = await Core.TakeAsync(Some.Mail(KettleAgain), "mail2");

        Assert.Equal(("repeat-contact", first.ComplaintId), (second.Outcome, second.ComplaintId));
        Assert.True(second.Has("matching", "same-matter"));
        var candidate = second.Detail("matching", "candidate")!;
        Assert.StartsWith(FormattableString.Invariant($"{first.ComplaintId}: "), candidate, StringComparison.Ordinal);
        Assert.Contains("matter-number 6.00", candidate, StringComparison.Ordinal);
        Assert.False(second.IsAnswered);
        await AssertPoolAsync(1, 1);
        Assert.Equal((2, 2, "high"), await SingleAsync<(int, int, string)>("SELECT contacts, message_count, priority FROM complaint"));
        Assert.Equal(
            """{"messageId":2,"channel":"mail2","priority":"high","contacts":2,"cameBack":false}""".Replace("2,\"channel", $"{second.MessageId},\"channel", StringComparison.Ordinal),
            await SingleAsync<string>("SELECT CAST(payload AS text) FROM event WHERE type = 'complaint.repeat-contact'"));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Decide_ACardWasNamedBesideAnOrder_ItsLastDigitsAreNoOtherOrder(bool isFingerprinted)
    {
        var first = await TakeAsync("Paid by 4111111111111111 order came broken: the kettle has a cracked lid and leaks");
        if (isFingerprinted)
        {
            Assert.Equal(1, await Core.CompareAsync());
        }

        var second = await Core.TakeAsync(Some.Mail("Order 48211973: the kettle has a cracked lid and leaks"), "mail2");

        Assert.Equal(("repeat-contact", first.ComplaintId), (second.Outcome, second.ComplaintId));
    }

    [Fact]
    public async Task Decide_AnotherMatterOfTheCustomer_OpensAComplaint()
    {
        await TakeAsync(Kettle);
        var second = await TakeAsync(Branch);

        Assert.Equal("complaint", second.Outcome);
        Assert.True(second.IsAnswered);
        await AssertPoolAsync(2, 2);
        Assert.Equal(0, await CountAsync("complaint_link"));
    }

    [Fact]
    public async Task Decide_TwoInOneBatch_TheSecondSeesTheFirst()
    {
        await Core.OfferAsync(Some.Mail(Kettle));
        var second = await Core.OfferAsync(Some.Mail(KettleAgain), "mail2");
        await Core.DecideAsync();

        Assert.Equal("repeat-contact", (await Core.LedgerAsync(second)).Outcome);
        await AssertPoolAsync(1, 1);
        Assert.Equal((2, 2), await SingleAsync<(int, int)>("SELECT contacts, message_count FROM complaint"));
    }

    [Fact]
    public async Task Decide_AnotherCustomerWithTheSameWords_OpensAComplaintOfTheirOwn()
    {
        await TakeAsync(Kettle);
        var other = await Core.TakeAsync(Some.Mail(Kettle, Some.Rza));

        Assert.Equal("complaint", other.Outcome);
        Assert.True(other.IsAnswered);
        await AssertPoolAsync(2, 2);
    }

    [Fact]
    public async Task Decide_RepeatContacts_RaiseThePriorityOnceByTheRulesPoints()
    {
        var first = await TakeAsync(Kettle);
        foreach (var contacts in (int[])[2, 3, 4])
        {
            var again = await TakeAsync($"{KettleAgain}, asked {contacts} times");
            Assert.Equal(contacts == 2 ? "normal to high" : null, again.Detail("repeat-contact", "priority-raised"));
            Assert.Equal((contacts, "high"), await SingleAsync<(int, string)>("SELECT contacts, priority FROM complaint WHERE id = @id", new { id = first.ComplaintId }));
        }

        var urgent = await TakeAsync(KettleAgain + ", urgent now");
        Assert.Equal("high to urgent", urgent.Detail("repeat-contact", "priority-raised"));
        Assert.Equal(["high", "urgent"], await QueryAsync<string>("SELECT payload->>'priority' FROM event WHERE type = 'complaint.repeat-contact' AND payload->>'priority' IS NOT NULL ORDER BY id"));
    }

    [Fact]
    public async Task Decide_SpamLikeRepeat_RaisesNothing()
    {
        await TakeAsync(Kettle);
        var again = await TakeAsync(KettleAgain + " spam");

        Assert.Equal("repeat-contact", again.Outcome);
        Assert.Equal("normal", await SingleAsync<string>("SELECT priority FROM complaint"));
    }

    [Theory]
    [InlineData("resolved")]
    [InlineData("rejected")]
    [InlineData("closed")]
    public async Task Decide_TheSameTopicAfterTheEnd_ComesBackToItsComplaint(string status)
    {
        var first = await TakeAsync(Kettle);
        await SetStatusAsync(first.ComplaintId, status);
        var back = await TakeAsync(KettleAgain);

        Assert.Equal(("repeat-contact", first.ComplaintId), (back.Outcome, back.ComplaintId));
        Assert.Equal(status, back.Detail("repeat-contact", "complaint-was-closed"));
        Assert.Equal((status, "high", 1), await SingleAsync<(string, string, int)>("SELECT status, priority, CASE WHEN came_back_at IS NULL THEN 0 ELSE 1 END FROM complaint"));
        Assert.Contains("\"cameBack\":true", await SingleAsync<string>("SELECT CAST(payload AS text) FROM event WHERE type = 'complaint.repeat-contact'"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Decide_ANewTopicInTheThreadOfAClosedComplaint_OpensOneThatFollowsIt()
    {
        var first = await Core.TakeAsync(Some.Mail(Kettle, id: "<1@customer.example>"));
        await SetStatusAsync(first.ComplaintId, "closed");
        var next = await Core.TakeAsync(Some.Mail(Branch, id: "<2@customer.example>").Answering("<1@customer.example>"));

        Assert.Equal("complaint", next.Outcome);
        Assert.True(next.Has("topic", "new-after-closed"));
        Assert.True(next.IsAnswered);
        Assert.Equal(
            (next.ComplaintId!.Value, first.ComplaintId!.Value, "follows"), await SingleAsync<(long, long, string)>("SELECT complaint_id, other_id, kind FROM complaint_link"));
        Assert.Equal(0, await SingleAsync<int>("SELECT count(*) FROM complaint WHERE needs_review"));
    }

    [Fact]
    public async Task Decide_TheSameTopicInTheThreadOfAClosedComplaint_IsARepeatContact()
    {
        var first = await Core.TakeAsync(Some.Mail(Kettle, id: "<1@customer.example>"));
        await SetStatusAsync(first.ComplaintId, "closed");
        var next = await Core.TakeAsync(Some.Mail(KettleAgain, id: "<2@customer.example>").Answering("<1@customer.example>"));

        Assert.Equal(("repeat-contact", first.ComplaintId), (next.Outcome, next.ComplaintId));
        Assert.True(next.Has("topic", "same"));
    }

    [Fact]
    public async Task Decide_ThanksInTheThreadOfAClosedComplaint_IsAFollowUp()
    {
        var first = await Core.TakeAsync(Some.Mail(Kettle, id: "<1@customer.example>"));
        await SetStatusAsync(first.ComplaintId, "resolved");
        var thanks = await Core.TakeAsync(Some.Mail("thank you", id: "<2@customer.example>").Answering("<1@customer.example>") with { Subject = "Re:" });

        Assert.Equal(("follow-up", first.ComplaintId), (thanks.Outcome, thanks.ComplaintId));
    }

    [Theory]
    [InlineData("Still broken!")]
    [InlineData("Hâlâ bozuk")]
    [InlineData("Həll olunmayıb")]
    [InlineData("هنوز خراب است")]
    [InlineData("any news?")]
    public async Task Decide_AFewWordsAfterTheEnd_ComeBack(string words)
    {
        var first = await Core.TakeAsync(Some.Mail(Kettle, id: "<1@customer.example>"));
        await SetStatusAsync(first.ComplaintId, "resolved");
        var next = await Core.TakeAsync(Some.Mail(words, id: "<2@customer.example>").Answering("<1@customer.example>") with { Subject = "Re:" });

        Assert.Equal(("repeat-contact", first.ComplaintId), (next.Outcome, next.ComplaintId));
        Assert.Equal(1, await SingleAsync<int>("SELECT count(*) FROM complaint WHERE came_back_at IS NOT NULL"));
    }

    [Theory]
    [InlineData("ok")]
    [InlineData("Tamam, sağolun.")]
    [InlineData("مرسی")]
    [InlineData("👍")]
    public async Task Decide_CourtesyAfterTheEnd_DoesNotComeBack(string words)
    {
        var first = await Core.TakeAsync(Some.Mail(Kettle, id: "<1@customer.example>"));
        await SetStatusAsync(first.ComplaintId, "resolved");
        var next = await Core.TakeAsync(Some.Mail(words, id: "<2@customer.example>").Answering("<1@customer.example>") with { Subject = "Re:" });

        Assert.Equal(("follow-up", first.ComplaintId), (next.Outcome, next.ComplaintId));
    }

    [Fact]
    public async Task Decide_PictureWithoutAWordAfterTheEnd_ComesBack()
    {
        var first = await Core.TakeAsync(Some.Mail(Kettle, id: "<1@customer.example>"));
        await SetStatusAsync(first.ComplaintId, "resolved");
        var picture = Some.Mail("", id: "<2@customer.example>").Answering("<1@customer.example>") with { Subject = "Re:", Attachments = [new AttachmentSummary("lid.jpg", "image/jpeg", 10)] };

        Assert.Equal("repeat-contact", (await Core.TakeAsync(picture)).Outcome);
    }

    [Theory]
    [InlineData("Gas smell here", "complaint")]
    [InlineData("Kartım çalındı", "complaint")]
    [InlineData("Su yoxdur", "complaint")]
    [InlineData("قبض اشتباه است", "complaint")]
    [InlineData("My son was poisoned", "complaint")]
    [InlineData("Any news?", "repeat-contact")]
    [InlineData("Hâlâ cevap yok", "repeat-contact")]
    [InlineData("Still broken", "repeat-contact")]
    public async Task Decide_AFewWordsInANewMail_AskForNewsOnlyWhereTheyNameNothingElse(string words, string outcome)
    {
        await Core.TakeAsync(Some.Mail("The sofa arrived with a broken leg, I want a new one.", id: "<1@customer.example>"));
        var next = await Core.TakeAsync(Some.Mail(words, id: "<2@customer.example>") with { Subject = "" });

        Assert.Equal(outcome, next.Outcome);
    }

    [Fact]
    public async Task Decide_ANewTopicInTheThreadOfAnOpenComplaint_IsAFollowUp()
    {
        var first = await Core.TakeAsync(Some.Mail(Kettle, id: "<1@customer.example>"));
        var next = await Core.TakeAsync(Some.Mail(Branch, id: "<2@customer.example>").Answering("<1@customer.example>"));

        Assert.Equal(("follow-up", first.ComplaintId), (next.Outcome, next.ComplaintId));
    }

    [Fact]
    public async Task Decide_ANewTopicInTheThreadOfAnOldComplaint_OpensOneThatFollowsIt()
    {
        var now = TimeProvider.System.GetUtcNow();
        var first = await Core.TakeAsync(Some.Mail(Kettle, id: "<1@customer.example>"), arrivedAt: now.AddDays(-60));
        var next = await Core.TakeAsync(Some.Mail(Branch, id: "<2@customer.example>").Answering("<1@customer.example>"), arrivedAt: now);
        var again = await Core.TakeAsync(Some.Mail(KettleAgain, id: "<3@customer.example>").Answering("<1@customer.example>"), arrivedAt: now);

        Assert.True(next.Has("topic", "new-after-old"));
        Assert.Equal(("repeat-contact", first.ComplaintId), (again.Outcome, again.ComplaintId));
        Assert.True(again.Has("repeat-contact", "complaint-was-old"));
        Assert.Equal(1, await SingleAsync<int>("SELECT count(*) FROM complaint_link WHERE kind = 'follows'"));
    }

    [Fact]
    public async Task Decide_LikenessOnlyAfterTheWindow_OpensAComplaint()
    {
        var now = TimeProvider.System.GetUtcNow();
        await Core.TakeAsync(Some.Mail(Branch), arrivedAt: now.AddDays(-10));
        Core.IntakeSettings = new IntakeSettings { RepeatWindow = TimeSpan.FromDays(9) };
        var late = await Core.TakeAsync(Some.Mail(Branch + "!"), arrivedAt: now);
        var soon = await Core.TakeAsync(Some.Mail(Branch + "!!"), arrivedAt: now);

        Assert.Equal(("complaint", "repeat-contact", late.ComplaintId), (late.Outcome, soon.Outcome, soon.ComplaintId));
    }

    [Fact]
    public async Task Decide_WithoutAWindow_EachConversationOpensAComplaint()
    {
        Core.IntakeSettings = new IntakeSettings { RepeatWindow = TimeSpan.Zero };
        await TakeAsync(Kettle);
        await TakeAsync(Kettle);

        await AssertPoolAsync(2, 2);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Decide_TheSameMatterInQuiteOtherWords_OpensAComplaintAndSuggestsTheLink(bool isFingerprinted)
    {
        var first = await TakeAsync("Found plastic in my soup");
        if (isFingerprinted)
        {
            Assert.Equal(1, await Core.CompareAsync());
        }

        var second = await Core.TakeAsync(Some.Mail("Nobody called about the foreign object in the meal you delivered, my tooth chipped"), "mail2");

        Assert.NotEqual(first.ComplaintId, second.ComplaintId);
        Assert.Contains("; link ", second.Detail("matching", "candidate"), StringComparison.Ordinal);
        Assert.Equal(
            (second.ComplaintId!.Value, first.ComplaintId!.Value, "suggested"), await SingleAsync<(long, long, string)>("SELECT complaint_id, other_id, kind FROM complaint_link"));
        Assert.InRange(await SingleAsync<double>("SELECT score FROM complaint_link"), LinkScore.SuggestedFrom, 20);
    }

    [Fact]
    public async Task Decide_AStrangerWhoQuotesANumber_JoinsNothingAndIsSuggested()
    {
        var first = await TakeAsync(Kettle);
        var stranger = await Core.TakeAsync(Some.Mail("see " + await NumberOfAsync(first.ComplaintId), Some.Rza));

        Assert.Equal("complaint", stranger.Outcome);
        Assert.Equal(
            (stranger.ComplaintId!.Value, first.ComplaintId!.Value, "suggested"), await SingleAsync<(long, long, string)>("SELECT complaint_id, other_id, kind FROM complaint_link"));
    }

    [Fact]
    public async Task Decide_ManyComplaintsOfOneContact_TheOneThatIsMeantIsFound()
    {
        for (var i = 0; i < 30; i++)
        {
            await Core.OfferAsync(Some.Mail($"order 77{i:D2}5531{i:D2} never arrived, parcel {i} of many"));
        }

        await Core.DecideAsync();
        var about = await SingleAsync<long>("SELECT complaint_id FROM complaint_message WHERE body LIKE '%77275531%'");
        var again = await TakeAsync("where is order 7727553127");

        Assert.Equal(("repeat-contact", about), (again.Outcome, again.ComplaintId));
    }

    private Task<LedgerEntry> TakeAsync(string text) => Core.TakeAsync(Some.Mail(text));

    private Task SetStatusAsync(long? complaint, string status) => ExecuteAsync("UPDATE complaint SET status = @status WHERE id = @complaint", new { status, complaint });
}
