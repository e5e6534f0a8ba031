using Ingestion.Channels;
using Ingestion.Worker.Settings;
using Ingestion.Worker.Storage;
using Ingestion.Worker.Tests.Core;
using Xunit;

namespace Ingestion.Worker.Tests.Intake;

/// <summary>Customers who want no automatic message, or want them again.</summary>
public abstract class ConsentContract : IntakeContract
{
    private static readonly ContactPoint Phone = new(ContactPointKind.Phone, "+905321234567");

    private protected ConsentContract(StoreKind kind)
        : base(kind)
    {
    }

    [Fact]
    public async Task Decide_StopOfAPointNeverSeen_IsObeyedAndOpensNothing()
    {
        var stop = await Core.TakeAsync(Sms("DUR", ConsentChange.Stop));
        var after = await Core.TakeAsync(Sms("my parcel is late"));

        Assert.Equal(("command", null), (stop.Outcome, stop.ComplaintId));
        Assert.True(stop.Has("consent", "stop"));
        Assert.Equal("command", stop.Detail("acknowledgement", "none"));
        Assert.Equal(("complaint", "opted-out"), (after.Outcome, after.Suppressed));
        Assert.Equal(1, await OptedOutAsync());
        await AssertPoolAsync(1, 0);
    }

    [Fact]
    public async Task Decide_Start_LetsAnswersGoAgain()
    {
        Core.IntakeSettings = new IntakeSettings { SessionWindow = TimeSpan.Zero };
        await Core.TakeAsync(Sms("my parcel is late"));
        await Core.TakeAsync(Sms("DUR", ConsentChange.Stop));
        var silent = await Core.TakeAsync(Sms("my parcel is broken"));
        var start = await Core.TakeAsync(Sms("BASLA", ConsentChange.Start));
        var answered = await Core.TakeAsync(Sms("my parcel is wet"));

        Assert.Equal("opted-out", silent.Suppressed);
        Assert.Equal("command", start.Outcome);
        Assert.True(answered.IsAnswered);
        Assert.Equal(0, await OptedOutAsync());
        Assert.Equal(1, await CountAsync("contact_point"));
    }

    [Fact]
    public async Task Decide_Stop_SuppressesWhatWaitsForThatPointOnly()
    {
        await Core.TakeAsync(Sms("my parcel is late"));
        await Core.TakeAsync(Some.Mail());
        await Core.TakeAsync(Sms("DUR", ConsentChange.Stop));

        Assert.Equal(
            [("email", "waiting", null), ("phone", "suppressed", "opted-out")],
            await QueryAsync<(string, string, string?)>("SELECT recipient_kind, state, last_reason FROM outbox ORDER BY recipient_kind"));
        Assert.Equal(1, await SingleAsync<long>("SELECT count(*) FROM outbox WHERE finished_at IS NOT NULL"));
    }

    [Fact]
    public async Task Decide_ComplaintAndStopInOneBatch_AreNotAnswered()
    {
        Core.IntakeSettings = new IntakeSettings { SessionWindow = TimeSpan.Zero };
        await Core.OfferAsync(Sms("my parcel is late"));
        await Core.OfferAsync(Sms("DUR", ConsentChange.Stop));
        await Core.OfferAsync(Sms("my parcel is broken"));
        await Core.DecideAsync();

        Assert.Equal(["complaint", "command", "complaint"], await QueryAsync<string>("SELECT outcome FROM ledger ORDER BY message_id"));
        Assert.Equal([("suppressed", "opted-out")], await QueryAsync<(string, string)>("SELECT state, last_reason FROM outbox"));
    }

    [Fact]
    public async Task Decide_StopAndStartInOneBatch_TakeNothingAway()
    {
        await Core.OfferAsync(Sms("my parcel is late"));
        await Core.OfferAsync(Sms("DUR", ConsentChange.Stop));
        await Core.OfferAsync(Sms("BASLA", ConsentChange.Start));
        await Core.DecideAsync();

        Assert.Equal(["waiting"], await QueryAsync<string>("SELECT state FROM outbox"));
        Assert.Equal(0, await OptedOutAsync());
    }

    [Fact]
    public async Task Decide_StopInAChat_BelongsToItsComplaint()
    {
        var opened = await Core.TakeAsync(Some.Chat("room", "hello", Some.Ayla), "chat");
        var stop = await Core.TakeAsync(Some.Chat("room", "/stop", Some.Ayla) with { Consent = ConsentChange.Stop }, "chat");

        Assert.Equal(("command", opened.ComplaintId), (stop.Outcome, stop.ComplaintId));
        Assert.Equal([("bot:room", "suppressed")], await QueryAsync<(string, string)>("SELECT recipient, state FROM outbox"));
        Assert.Equal((1, 1), await SingleAsync<(int, int)>("SELECT version, message_count FROM complaint"));
    }

    [Fact]
    public async Task Decide_StopOfSomebodyWithoutAnAddress_IsRecorded()
    {
        var stop = await Core.TakeAsync(Sms("DUR", ConsentChange.Stop) with { Sender = null, ReplyTo = null });

        Assert.Equal("command", stop.Outcome);
        Assert.True(stop.Has("consent", "no-address"));
        Assert.Equal(0, await CountAsync("contact_point"));
    }

    [Fact]
    public async Task Decide_StopThatNamesAnothersAddress_TakesNothingFromThem()
    {
        await Core.TakeAsync(Some.Mail());
        await Core.TakeAsync(Some.Mail("stop", Some.Rza) with { ReplyTo = Some.Ayla, Consent = ConsentChange.Stop });

        Assert.Equal(["waiting"], await QueryAsync<string>("SELECT state FROM outbox"));
        Assert.True((await Core.TakeAsync(Some.Mail("another matter"))).IsAnswered);
    }

    [Fact]
    public async Task Decide_CommandThatIsEditedIntoAMatter_OpensAComplaint()
    {
        await Core.TakeAsync(Some.Chat("room", "/start", Some.Ayla) with { Identity = "post", Consent = ConsentChange.Start }, "chat");
        var edit = await Core.TakeAsync(Some.Chat("room", "my parcel is late", Some.Ayla) with { Identity = "post" }, "chat");
        var next = await Core.TakeAsync(Some.Chat("room", "my parcel is broken", Some.Ayla) with { Identity = "post" }, "chat");

        Assert.Equal("complaint", edit.Outcome);
        Assert.Equal(("revision", edit.ComplaintId), (next.Outcome, next.ComplaintId));
        await AssertPoolAsync(1, 1);
    }

    [Fact]
    public async Task Work_StopWhileTheAnswerIsLeased_IsNotSentAndHoldsUpNobody()
    {
        var sender = new RecordingSender();
        await Core.TakeAsync(Sms("my parcel is late"));
        await Core.TakeAsync(Sms("my parcel is late", from: new ContactPoint(ContactPointKind.Phone, "+905320000000")));
        var lease = await Core.Outbox.LeaseAsync("mail", 10, CancellationToken.None);
        await Core.TakeAsync(Sms("DUR", ConsentChange.Stop));

        Assert.Equal(["waiting", "waiting"], await QueryAsync<string>("SELECT state FROM outbox"));
        await Assert.ThrowsAsync<LeaseLostException>(() => Core.Outbox.RecordAsync(lease.Fence, [], lease.Rows, CancellationToken.None));
        await Core.Outbox.ReleaseAsync(lease.Fence, lease.Rows, TimeSpan.Zero, CancellationToken.None);
        await Core.NewRelay("mail", sender).WorkAsync(CancellationToken.None);

        Assert.Equal("+905320000000", Assert.Single(sender.Asked).To.Value);
        Assert.Equal([("sent", "smtp-250"), ("suppressed", "opted-out")], await QueryAsync<(string, string)>("SELECT state, last_reason FROM outbox ORDER BY state"));
    }

    [Fact]
    public async Task Work_StopBetweenTwoSendings_GivesTheRestBackAtOnce()
    {
        var sender = new RecordingSender();
        Core.OutboxSettings = new OutboxSettings { Parallel = 1 };
        await Core.TakeAsync(Sms("my parcel is late", from: new ContactPoint(ContactPointKind.Phone, "+905320000001")));
        await Core.TakeAsync(Sms("my parcel is late"));
        await Core.TakeAsync(Sms("my parcel is late", from: new ContactPoint(ContactPointKind.Phone, "+905320000003")));
        sender.OnSend = async (_, _) =>
        {
            await Core.TakeAsync(Sms("DUR", ConsentChange.Stop));
            return new SendResult(SendOutcome.Sent, "told");
        };
        await Assert.ThrowsAsync<LeaseLostException>(() => Core.NewRelay("mail", sender).WorkAsync(CancellationToken.None));
        sender.Answer(SendOutcome.Sent);
        await Core.NewRelay("mail", sender).WorkAsync(CancellationToken.None);

        Assert.Equal(["+905320000001", "+905320000003"], sender.Asked.Select(message => message.To.Value));
        Assert.Equal(["sent", "suppressed", "sent"], await QueryAsync<string>("SELECT state FROM outbox ORDER BY id"));
    }

    [Fact]
    public async Task Work_StopWhileItIsBeingSent_IsRecordedAsSent()
    {
        var sender = new RecordingSender();
        await Core.TakeAsync(Sms("my parcel is late"));
        sender.OnSend = async (_, _) =>
        {
            await Core.TakeAsync(Sms("DUR", ConsentChange.Stop));
            return new SendResult(SendOutcome.Sent, "told");
        };
        await Core.NewRelay("mail", sender).WorkAsync(CancellationToken.None);

        Assert.Equal([("sent", "told")], await QueryAsync<(string, string)>("SELECT state, last_reason FROM outbox"));
    }

    private static InboundMessage Sms(string text, ConsentChange? consent = null, ContactPoint? from = null) =>
        new() { Medium = Medium.Sms, Sender = from ?? Phone, ReplyTo = from ?? Phone, Text = text, LanguageHint = "tr", Consent = consent };

    private Task<long> OptedOutAsync() => SingleAsync<long>("SELECT count(*) FROM contact_point WHERE opted_out_at IS NOT NULL");
}
