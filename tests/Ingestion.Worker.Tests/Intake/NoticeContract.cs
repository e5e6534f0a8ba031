using Ingestion.Channels;
using Ingestion.Worker.Acknowledgements;
using Ingestion.Worker.Complaints;
using Ingestion.Worker.Corrections;
using Ingestion.Worker.Outbox;
using Ingestion.Worker.Settings;
using Ingestion.Worker.Storage;
using Ingestion.Worker.Tests.Core;
using Xunit;

namespace Ingestion.Worker.Tests.Intake;

/// <summary>What customers who have a number are told: how far their matter is, and that it is registered already.</summary>
public abstract class NoticeContract : IntakeContract
{
    private const string Kettle = "The kettle of my order 48211973 arrived with a cracked lid and leaks, please send a new one";
    private const string KettleAgain = "Nobody has answered yet about order 48211973. It drips all over the kitchen";
    private const string Mobile = "+994501234567";

    private static readonly AcknowledgementComposer Composer = new(new AcknowledgementTemplates(null), new OrganisationSettings { Name = "Contoso" }, CoreOnStore.LinkCodes);

    private protected NoticeContract(StoreKind kind)
        : base(kind)
    {
    }

    private protected override CoreOnStore NewCore(Database database) => new(database) { IntakeSettings = new IntakeSettings() };

    [Theory]
    [InlineData("durum", "tr")]
    [InlineData("vəziyyət", "az")]
    [InlineData("وضعیت", "fa")]
    [InlineData("status please", "en")]
    public async Task Decide_StatusAskedByTelephone_IsAnsweredAndOpensNothing(string question, string language)
    {
        var opened = await Core.TakeAsync(Some.Sms(Kettle) with { LanguageHint = "en" }, "chat", Hours(-30));
        await SetAsync(opened.ComplaintId, "in-progress", new DateOnly(2127, 3, 21));
        var asked = await Core.TakeAsync(Some.Sms(question), "chat");

        Assert.Equal(("command", opened.ComplaintId), (asked.Outcome, asked.ComplaintId));
        await AssertPoolAsync(1, 1);
        var answer = Assert.Single(await NoticesAsync("status"));
        var text = Composer.Compose(answer).Text;
        Assert.Equal(language, answer.Language);
        Assert.Contains(StatusWords.Of(language, "in-progress").Name, text, StringComparison.Ordinal);
        Assert.Contains(CustomerDates.Day(new DateOnly(2127, 3, 21), language), text, StringComparison.Ordinal);
        Assert.Equal(new ContactPoint(ContactPointKind.Phone, Mobile), answer.Recipient);
        Assert.Equal(1, await SingleAsync<int>("SELECT message_count FROM complaint"));
        Assert.Equal(
            $$"""{"messageId":{{asked.MessageId}},"channel":"chat","customerInformed":true}""",
            await SingleAsync<string>("SELECT CAST(payload AS text) FROM event WHERE type = 'complaint.status-asked'"));
    }

    [Theory]
    [InlineData("stranger@gmail.com")]
    [InlineData("colleague@customer.example")]
    public async Task Decide_StatusAskedWithAnotherReplyTo_IsToldToTheCustomerAlone(string replyTo)
    {
        await Core.TakeAsync(Some.Mail(Kettle), arrivedAt: Hours(-30));
        await Core.TakeAsync(Some.Mail("status please") with { ReplyTo = Some.Email(replyTo) });

        Assert.Equal(Some.Mail(Kettle).Sender, Assert.Single(await NoticesAsync("status")).Recipient);
    }

    [Fact]
    public async Task Decide_StatusAskedWithANumber_AnswersForThatOne()
    {
        var first = await Core.TakeAsync(Some.Mail(Kettle), arrivedAt: Hours(-60));
        await Core.TakeAsync(Some.Mail("a clerk at your Kadikoy branch shouted at me"), arrivedAt: Hours(-30));
        var asked = await Core.TakeAsync(Some.Mail("Status of " + await NumberOfAsync(first.ComplaintId)));

        Assert.Equal(("command", first.ComplaintId), (asked.Outcome, asked.ComplaintId));
        Assert.Equal(await NumberOfAsync(first.ComplaintId), Assert.Single(await NoticesAsync("status")).TrackingNumber);
    }

    [Fact]
    public async Task Decide_StatusAskedWithoutANumber_AnswersForTheLatestOpenOne()
    {
        var open = await Core.TakeAsync(Some.Mail(Kettle), arrivedAt: Hours(-60));
        var closed = await Core.TakeAsync(Some.Mail("a clerk at your Kadikoy branch shouted at me"), arrivedAt: Hours(-30));
        await SetAsync(closed.ComplaintId, "closed");

        Assert.Equal(open.ComplaintId, (await Core.TakeAsync(Some.Mail("durum nedir"))).ComplaintId);
        await SetAsync(open.ComplaintId, "resolved", text: "We sent a new lid.");
        var second = await Core.TakeAsync(Some.Mail("durum?"));
        Assert.Equal("command", second.Outcome);
    }

    [Fact]
    public async Task Decide_StatusAskedByAStranger_LearnsNothing()
    {
        var opened = await Core.TakeAsync(Some.Mail(Kettle));
        var stranger = await Core.TakeAsync(Some.Mail("Status of " + await NumberOfAsync(opened.ComplaintId), Some.Rza));

        Assert.Equal("complaint", stranger.Outcome);
        Assert.True(stranger.Has("status-question", "no-matter-of-this-customer"));
        Assert.Empty(await NoticesAsync("status"));
        Assert.Equal("held", await SingleAsync<string>("SELECT state FROM outbox WHERE complaint_id = @id", new { id = stranger.ComplaintId }));
    }

    [Fact]
    public async Task Decide_StatusAskedByOnlyAClaimedSender_LearnsNothing()
    {
        await Core.TakeAsync(Some.Mail(Kettle));
        var claimed = await Core.TakeAsync(Some.Mail("durum") with { IsSenderClaimed = true, Medium = Medium.Form });

        Assert.Equal("complaint", claimed.Outcome);
        Assert.Empty(await NoticesAsync("status"));
    }

    [Fact]
    public async Task Decide_StatusAskedOverAndOver_IsAnsweredWithinTheBudget()
    {
        await Core.TakeAsync(Some.Sms(Kettle), "chat");
        for (var i = 0; i < 20; i++)
        {
            Assert.Equal("command", (await Core.TakeAsync(Some.Sms("durum"), "chat")).Outcome);
        }

        Assert.Equal(Core.Acknowledgements.PerAddressPerDay - 1, (await NoticesAsync("status")).Count);
        await AssertPoolAsync(1, 1);
    }

    [Fact]
    public async Task Decide_StatusAskedInAnAnonymousChat_AnswersForItsConversation()
    {
        var opened = await Core.TakeAsync(Some.Chat("room-1", Kettle), "chat");
        var asked = await Core.TakeAsync(Some.Chat("room-1", "status"), "chat");
        var elsewhere = await Core.TakeAsync(Some.Chat("room-2", "status"), "chat");

        Assert.Equal(("command", opened.ComplaintId), (asked.Outcome, asked.ComplaintId));
        Assert.Equal("complaint", elsewhere.Outcome);
        Assert.Equal("room-1", Assert.Single(await NoticesAsync("status")).ConversationId);
    }

    [Fact]
    public async Task Decide_StatusAskedWhereItIsNotAnswered_IsAMessage()
    {
        Core.Notices = new NoticeSettings { AnswerStatusQuestions = false };
        var opened = await Core.TakeAsync(Some.Sms(Kettle), "chat");
        var asked = await Core.TakeAsync(Some.Sms("durum"), "chat");

        Assert.Equal(("follow-up", opened.ComplaintId), (asked.Outcome, asked.ComplaintId));
        Assert.Empty(await NoticesAsync("status"));
    }

    [Fact]
    public async Task Decide_StatusAskedAfterStop_IsNotAnswered()
    {
        await Core.TakeAsync(Some.Sms(Kettle), "chat");
        await Core.TakeAsync(Some.Sms("stop") with { Consent = ConsentChange.Stop }, "chat");
        var asked = await Core.TakeAsync(Some.Sms("durum"), "chat");

        Assert.Equal("command", asked.Outcome);
        Assert.Equal("opted-out", asked.Detail("notice", "none"));
        Assert.Empty(await NoticesAsync("status"));
    }

    [Fact]
    public async Task Decide_StatusAskedOfAMergedComplaint_TellsItsSuccessorsStatusUnderItsOwnNumber()
    {
        var one = await Core.TakeAsync(Some.Mail(Kettle));
        var other = await Core.TakeAsync(Some.Mail("something else entirely, the invoice of March is wrong", Some.Rza));
        await new ComplaintMerging(Database, Core.Ids, "a test").MergeAsync(await TrackingAsync(one.ComplaintId), await TrackingAsync(other.ComplaintId), null, CancellationToken.None);
        await SetAsync(other.ComplaintId, "in-progress");

        var asked = await Core.TakeAsync(Some.Mail("status " + await NumberOfAsync(one.ComplaintId)));

        Assert.Equal(("command", other.ComplaintId), (asked.Outcome, asked.ComplaintId));
        var answer = Assert.Single(await NoticesAsync("status"));
        Assert.Equal((await NumberOfAsync(one.ComplaintId), "in-progress"), (answer.TrackingNumber, answer.Told!.Status));
    }

    [Fact]
    public async Task Decide_RepeatOnAnotherChannel_IsToldOnceADayThatItIsRegistered()
    {
        var opened = await Core.TakeAsync(Some.Mail(Kettle));
        var repeated = await Core.TakeAsync(FromTheSamePerson(KettleAgain), "chat");
        Assert.Equal(("repeat-contact", opened.ComplaintId), (repeated.Outcome, repeated.ComplaintId));

        var told = Assert.Single(await NoticesAsync("repeat"));
        Assert.Equal((Medium.Sms, await NumberOfAsync(opened.ComplaintId)), (told.Medium, told.TrackingNumber));
        Assert.Contains(CustomerDigits.Grouped(told.TrackingNumber, told.Language), Composer.Compose(told).Text, StringComparison.Ordinal);

        var again = await Core.TakeAsync(FromTheSamePerson("Order 48211973 still leaks. Where is the new kettle lid that I asked for?"), "mail2", Hours(3));
        Assert.True(again.Outcome is "repeat-contact" or "follow-up");
        Assert.Single(await NoticesAsync("repeat"));
        await AssertPoolAsync(1, 1);
    }

    [Fact]
    public async Task Decide_RepeatByAMachine_IsNotTold()
    {
        await Core.TakeAsync(Some.Mail(Kettle));
        await ExecuteAsync("UPDATE contact_point SET acknowledged_count = 0");
        var repeated = await Core.TakeAsync(Some.Mail(KettleAgain).Signed("spam", MachineSignStrength.Doubt));

        Assert.Equal("repeat-contact", repeated.Outcome);
        Assert.NotNull(repeated.Detail("notice", "none"));
        Assert.Empty(await NoticesAsync("repeat"));
    }

    private static DateTimeOffset Hours(int hours) => TimeProvider.System.GetUtcNow().AddHours(hours);

    /// <summary>The provider knows whose telephone it is.</summary>
    private static InboundMessage FromTheSamePerson(string text) => Some.Sms(text, Mobile) with { AlsoKnownAs = [Some.Ayla] };

    private async Task<TrackingNumber> TrackingAsync(long? complaint) => TrackingNumber.TryParse(await NumberOfAsync(complaint), out var number) ? number : throw new InvalidOperationException();

    private async Task SetAsync(long? complaint, string status, DateOnly? expected = null, string? text = null) =>
        await new StatusChange(Database, Core.Ids, "a test", new NoticeSettings { InformOf = [] }, new CustomerUpdates(CoreOnStore.OwnIds))
            .SetAsync(new NewStatus(await TrackingAsync(complaint), status) { ExpectedOn = expected, Text = text }, CancellationToken.None);

    private async Task<List<OutboxMessage>> NoticesAsync(string purpose) =>
        (await QueryAsync<OutboxRow>($"SELECT {OutboxRow.Columns} FROM outbox WHERE purpose = @purpose ORDER BY id", new { purpose })).ConvertAll(row => row.ToMessage());
}
