using Ingestion.Channels;
using Ingestion.Worker.Settings;
using Ingestion.Worker.Storage;
using Ingestion.Worker.Tests.Core;
using Xunit;

namespace Ingestion.Worker.Tests.Intake;

/// <summary>Which consecutive messages of SMS and chat are one conversation, and when it is over.</summary>
public abstract class SessionContract : IntakeContract
{
    private const string Linked = "linkedComplaintId";

    private static readonly DateTimeOffset Start = TimeProvider.System.GetUtcNow().AddHours(-60);

    private protected SessionContract(StoreKind kind)
        : base(kind)
    {
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Decide_TwoDifferentSms200MillisecondsApart_AreOneComplaint(bool inOneBatch)
    {
        var first = await OfferAsync("my parcel is brok", 0);
        if (!inOneBatch)
        {
            await Core.DecideAsync();
        }

        var second = await OfferAsync("en and nobody answers", 0.2);
        await Core.DecideAsync();

        Assert.Equal("complaint", (await Core.LedgerAsync(first)).Outcome);
        var piece = await Core.LedgerAsync(second);
        Assert.Equal("follow-up", piece.Outcome);
        Assert.Equal(Text(piece.ComplaintId), piece.Detail("session", "open"));
        await AssertPoolAsync(1, 1);
    }

    [Fact]
    public async Task Decide_SmsWithinTheWindowOfTheLastOne_GoOnForAsLongAsTheyCome()
    {
        foreach (var minutes in (int[])[0, 29, 58, 87])
        {
            await OfferAsync($"piece {minutes}", minutes * 60);
            await Core.DecideAsync();
        }

        await AssertPoolAsync(1, 1);
        Assert.Equal(4, await SingleAsync<int>("SELECT message_count FROM complaint"));
        Assert.Equal(1, await CountAsync("session"));
    }

    [Fact]
    public async Task Decide_SmsAfterTheWindow_OpensALinkedComplaintThatNeedsNoReview()
    {
        var earlier = await TakeAsync("my parcel is broken", 0);
        var later = await TakeAsync("your shop is closed today", (30 * 60) + 1);
        var next = await TakeAsync("and the telephone too", (30 * 60) + 20);

        Assert.Equal("complaint", later.Outcome);
        Assert.Equal(Text(earlier.ComplaintId), later.Detail("session", "over"));
        Assert.Equal(("follow-up", later.ComplaintId), (next.Outcome, next.ComplaintId));
        await AssertPoolAsync(2, 2);
        Assert.Equal(0, await SingleAsync<int>("SELECT count(*) FROM complaint WHERE needs_review"));
        Assert.Contains(
            $"\"{Linked}\":{Text(earlier.ComplaintId)}",
            await SingleAsync<string>("SELECT CAST(payload AS text) FROM event WHERE complaint_id = @id AND version = 1", new { id = later.ComplaintId }));
    }

    [Fact]
    public async Task Decide_PiecesInTheWrongOrder_AreOneComplaintAndMoveNothingBack()
    {
        await TakeAsync("second piece", 60);
        var late = await TakeAsync("first piece", 58);
        var next = await TakeAsync("third piece", 60 + (30 * 60));

        Assert.Equal(("follow-up", "follow-up"), (late.Outcome, next.Outcome));
        await AssertPoolAsync(1, 1);
    }

    [Fact]
    public async Task Decide_SmsOfLongAgoThatComesLate_LeavesTheSessionAlone()
    {
        var present = await TakeAsync("my parcel is broken", 20_000);
        var old = await TakeAsync("what a nice shop", 0);
        var next = await TakeAsync("and dirty", 20_010);

        Assert.Equal("complaint", old.Outcome);
        Assert.Equal(present.ComplaintId, next.ComplaintId);
        await AssertPoolAsync(2, 2);
    }

    [Fact]
    public async Task Decide_AnotherSenderOrAnotherChannel_IsAnotherSession()
    {
        Core.Channel("sms2");
        await TakeAsync("my parcel is broken", 0);
        await TakeAsync("so is mine", 1, "+994501234568");
        await Core.TakeAsync(Some.Sms("the other line"), "sms2", Start);

        await AssertPoolAsync(3, 3);
        Assert.Equal(3, await CountAsync("session"));
    }

    [Fact]
    public async Task Decide_SmsThatQuotesANumberOfItsSender_JoinsThatOneAndTheSessionWithIt()
    {
        var first = await TakeAsync("my parcel is broken", 0);
        await TakeAsync("your shop is closed", 7200);
        var quoting = await TakeAsync("about " + await NumberOfAsync(first.ComplaintId), 7210);
        var next = await TakeAsync("please hurry", 7220);

        Assert.True(quoting.Has("conversation", "number-quoted-by-its-contact"));
        Assert.Equal((first.ComplaintId, first.ComplaintId), (quoting.ComplaintId, next.ComplaintId));
        await AssertPoolAsync(2, 2);
    }

    [Fact]
    public async Task Decide_Stop_IsNoPartOfTheSession()
    {
        await TakeAsync("my parcel is broken", 0);
        await Core.TakeAsync(Some.Sms("stop") with { Consent = ConsentChange.Stop }, "chat", Start.AddMinutes(20));
        var after = await TakeAsync("another matter", 40 * 60);

        Assert.Equal("complaint", after.Outcome);
    }

    [Fact]
    public async Task Decide_WindowOfZero_OpensOneComplaintForEachSms()
    {
        Core.IntakeSettings = new IntakeSettings { SessionWindow = TimeSpan.Zero };
        await TakeAsync("my parcel is broken", 0);
        await TakeAsync("and late", 1);

        await AssertPoolAsync(2, 2);
    }

    [Fact]
    public async Task Decide_ChatConversationAfterItsSilence_OpensALinkedComplaintAndGoesOnThere()
    {
        var first = await ChatAsync("hello", 0);
        var soon = await ChatAsync("still there?", 24 * 3600);
        var later = await ChatAsync("today it is the invoice", (48 * 3600) + 1);
        var next = await ChatAsync("of last month", (48 * 3600) + 30);

        Assert.Equal(("follow-up", first.ComplaintId), (soon.Outcome, soon.ComplaintId));
        Assert.Equal(Text(first.ComplaintId), later.Detail("session", "over"));
        Assert.Equal(("complaint", "follow-up"), (later.Outcome, next.Outcome));
        Assert.Equal(later.ComplaintId, next.ComplaintId);
        await AssertPoolAsync(2, 2);
    }

    [Fact]
    public async Task Decide_Mails_HaveNoSessions()
    {
        await Core.TakeAsync(Some.Mail("the parcel"));
        await Core.TakeAsync(Some.Mail("the invoice"));

        await AssertPoolAsync(2, 2);
        Assert.Equal(0, await CountAsync("session"));
    }

    private static string Text(long? id) => id!.Value.ToString(System.Globalization.CultureInfo.InvariantCulture);

    private Task<long> OfferAsync(string text, double seconds, string from = "+994501234567") =>
        Core.OfferAsync(Some.Sms(text, from), "chat", Start.AddSeconds(seconds));

    private Task<LedgerEntry> TakeAsync(string text, double seconds, string from = "+994501234567") =>
        Core.TakeAsync(Some.Sms(text, from), "chat", Start.AddSeconds(seconds));

    private Task<LedgerEntry> ChatAsync(string text, double seconds) => Core.TakeAsync(Some.Chat("room", text, Some.Ayla), "chat", Start.AddSeconds(seconds));
}
