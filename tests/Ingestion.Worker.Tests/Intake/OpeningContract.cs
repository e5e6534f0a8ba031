using Ingestion.Channels;
using Ingestion.Worker.Complaints;
using Ingestion.Worker.Storage;
using Ingestion.Worker.Tests.Core;
using Xunit;

namespace Ingestion.Worker.Tests.Intake;

/// <summary>New matters.</summary>
public abstract class OpeningContract : IntakeContract
{
    private protected OpeningContract(StoreKind kind)
        : base(kind)
    {
    }

    [Fact]
    public async Task Decide_NewMatter_OpensAComplaintWithANumberAndOneAcknowledgement()
    {
        var sent = new DateTimeOffset(2026, 11, 20, 8, 30, 0, TimeSpan.FromHours(3));
        var message = Some.Mail("the parcel is broken", id: "<m1@customer.example>") with { SenderName = "Ayla Ş.", SentAt = sent, References = ["<r2@x>", "<r1@x>"] };

        var entry = await Core.TakeAsync(message);

        Assert.Equal("complaint", entry.Outcome);
        Assert.True(entry.IsAnswered);
        Assert.Equal("mail", entry.Detail("acknowledgement", "planned"));
        var complaint = await SingleAsync<ComplaintRow>(
            "SELECT id, tracking_number, channel, contact_id, kind, category, priority, language, category_confidence, needs_review, status, received_at, answer_by, version, message_count FROM complaint");
        Assert.Equal(entry.ComplaintId, complaint.Id);
        Assert.True(TrackingNumber.TryParse(complaint.TrackingNumber, out _));
        Assert.Equal(
            ("mail", "complaint", "delivery", "normal", "en", "received", 1, 1, false),
            (complaint.Channel, complaint.Kind, complaint.Category, complaint.Priority, complaint.Language, complaint.Status, complaint.Version, complaint.MessageCount, complaint.NeedsReview));
        Assert.Equal(await SingleAsync<DateTimeOffset>("SELECT accepted_at FROM message"), complaint.ReceivedAt);
        Assert.Equal(complaint.ReceivedAt + TimeSpan.FromDays(3), complaint.AnswerBy);
        Assert.Equal(25, complaint.CategoryConfidence);
        Assert.Equal(("Ayla Ş.", "A subject", "the parcel is broken", complaint.ContactId, sent), await SingleAsync<(string, string, string, long, DateTimeOffset)>(
            "SELECT sender_name, subject, body, contact_id, sent_at FROM complaint_message"));
        Assert.Equal(("email", "ayla@customer.example", 1), await SingleAsync<(string, string, int)>("SELECT kind, value, acknowledged_count FROM contact_point"));
        var outbox = await SingleAsync<OutboxFacts>(
            "SELECT complaint_id, message_id, purpose, channel, medium, recipient_kind, recipient, stable_id, tracking_number, in_reply_to, reference_ids, state FROM outbox");
        Assert.Equal(
            new OutboxFacts
            {
                ComplaintId = complaint.Id,
                MessageId = entry.MessageId,
                Purpose = "ack",
                Channel = "mail",
                Medium = "email",
                RecipientKind = "email",
                Recipient = "ayla@customer.example",
                StableId = CoreOnStore.OwnIds.Create("ack", complaint.Id),
                TrackingNumber = complaint.TrackingNumber,
                InReplyTo = "<m1@customer.example>",
                ReferenceIds = "<r1@x> <r2@x>",
                State = "waiting",
            },
            outbox);
        Assert.Equal((complaint.Id, 1, "complaint.opened"), await SingleAsync<(long, int, string)>("SELECT complaint_id, version, type FROM event"));
        Assert.Equal(0, await CountAsync("inbox"));
        Assert.Equal(0, Core.Inbox.Backlog.Waiting);
    }

    [Fact]
    public async Task Decide_SecondMatterOfOneContact_OpensASecondComplaintOfTheSameContact()
    {
        Core.IntakeSettings = Some.EachItsOwn;
        await Core.TakeAsync(Some.Mail("first"));
        await Core.TakeAsync(Some.Mail("second"));

        await AssertPoolAsync(2, 2);
        Assert.Equal((1L, 1L), await SingleAsync<(long, long)>("SELECT count(*), count(DISTINCT contact_id) FROM contact_point"));
        Assert.Equal(1, await SingleAsync<long>("SELECT count(DISTINCT contact_id) FROM complaint"));
    }

    [Fact]
    public async Task Decide_TwoMailsWithOneMessageId_AreTwoMatters()
    {
        Core.IntakeSettings = Some.EachItsOwn;
        await Core.TakeAsync(Some.Mail("first", id: "<same@bad.example>").WithFingerprint("first"));
        var second = await Core.TakeAsync(Some.Mail("second", id: "<same@bad.example>").WithFingerprint("second"));

        Assert.Equal("complaint", second.Outcome);
        await AssertPoolAsync(2, 2);
    }

    [Fact]
    public async Task Decide_ReaderThatThrows_RegistersTheMessageForReview()
    {
        var id = (await Core.Inbox.AcceptAsync("mail", [Some.Offered("not in the book")], CancellationToken.None))[0].Id;
        await Core.DecideAsync();

        var entry = await Core.LedgerAsync(id);
        Assert.Equal("complaint", entry.Outcome);
        Assert.True(entry.Has("reading", "unreadable"));
        Assert.Equal("no-address", entry.Suppressed);
        Assert.True(await SingleAsync<bool>("SELECT needs_review FROM complaint"));
    }

    [Fact]
    public async Task Decide_ClassifierThatThrows_RegistersTheMessageForReview()
    {
        var entry = await Core.TakeAsync(Some.Mail("a broken classifier"));

        Assert.Equal("complaint", entry.Outcome);
        Assert.Equal("classifier-failed-InvalidOperationException", entry.Detail("classification", "kind"));
        Assert.True(entry.IsAnswered);
        Assert.True(await SingleAsync<bool>("SELECT needs_review FROM complaint"));
    }

    [Fact]
    public async Task Decide_ChannelNoLongerInTheSettings_RegistersTheMessageForReview()
    {
        var id = await Core.OfferAsync(Some.Mail(), "mail2");
        Core.RemoveChannel("mail2");
        await Core.DecideAsync();

        var entry = await Core.LedgerAsync(id);
        Assert.Equal("complaint", entry.Outcome);
        Assert.True(entry.Has("reading", "channel-removed"));
        Assert.True(await SingleAsync<bool>("SELECT needs_review FROM complaint"));
        await AssertPoolAsync(1, 0);
    }

    [Fact]
    public async Task Decide_PartlyReadableMessage_IsAnsweredAndAsksForReview()
    {
        var entry = await Core.TakeAsync(Some.Mail() with { Notes = ["unknown-charset"] });

        Assert.True(entry.Has("reading", "unknown-charset"));
        Assert.True(entry.IsAnswered);
        Assert.True(await SingleAsync<bool>("SELECT needs_review FROM complaint"));
    }

    [Fact]
    public async Task Decide_GuessOfSpam_RegistersForReviewAndHoldsTheAnswer()
    {
        var entry = await Core.TakeAsync(Some.Mail("spam, buy now"));

        Assert.Equal("complaint", entry.Outcome);
        Assert.Equal("spam-suspected", entry.Held);
        Assert.Equal(("complaint", true), await SingleAsync<(string, bool)>("SELECT kind, needs_review FROM complaint"));
        Assert.Equal("held", await SingleAsync<string>("SELECT state FROM outbox"));
    }

    [Fact]
    public async Task Decide_TextThatNoStoreTakes_IsMadeStorable()
    {
        var entry = await Core.TakeAsync(Some.Mail("nul \0 and half \ud83d pair") with { Subject = new string('s', 5000), SenderName = "a\0b" });

        Assert.Equal("complaint", entry.Outcome);
        Assert.Equal(("nul \ufffd and half \ufffd pair", 1000, "a\ufffdb"), await SingleAsync<(string, int, string)>("SELECT body, length(subject), sender_name FROM complaint_message"));
    }

    [Fact]
    public async Task Decide_TrackingNumberThatIsTaken_DrawsAnother()
    {
        Core.IntakeSettings = Some.EachItsOwn;
        await using (var first = new CoreOnStore(Database) { Random = new Complaints.FixedRandom(7) })
        {
            await first.TakeAsync(Some.Mail("first"));
        }

        await using var second = new CoreOnStore(Database) { Random = new Complaints.FixedRandom(7) };
        second.Book.Write("again", Some.Mail("second"));
        await second.Inbox.AcceptAsync("mail", [Some.Offered("again")], CancellationToken.None);
        await second.DecideAsync();

        Assert.Equal((2L, 2L), await SingleAsync<(long, long)>("SELECT count(*), count(DISTINCT tracking_number) FROM complaint"));
        Assert.Equal(0, await SingleAsync<long>("SELECT count(*) FROM inbox"));
    }

    [Fact]
    public async Task Decide_ManyOfOneBatch_AreDecidedInTheirOrder()
    {
        for (var i = 0; i < 120; i++)
        {
            await Core.OfferAsync(Some.Mail($"matter {i}", Some.Email($"c{i}@customer-{i}.example")));
        }

        await Core.DecideAsync();

        await AssertPoolAsync(120, 120);
        Assert.Equal(120, await SingleAsync<int>("SELECT planned FROM acknowledgement_hour"));
        var texts = await QueryAsync<string>("SELECT m.body FROM complaint c JOIN complaint_message m ON m.complaint_id = c.id ORDER BY c.id");
        Assert.Equal(Enumerable.Range(0, 120).Select(i => $"matter {i}"), texts);
    }

    [Fact]
    public async Task Decide_PoisonAmongTwoHundred_TheOthersFlow()
    {
        for (var i = 0; i < 200; i++)
        {
            await Core.OfferAsync(i == 77 ? Some.Poison() : Some.Mail($"matter {i}", Some.Email($"c{i}@customer.example")));
        }

        await Core.DecideAsync();
        await Core.ExpireLeasesAsync();
        await Core.DecideAsync();

        Assert.Equal(199, await CountAsync("complaint"));
        for (var i = 0; i < 3; i++)
        {
            await Core.DecideAsync();
            await Core.ExpireLeasesAsync();
        }

        Assert.Equal(3, Core.Book.PoisonRead);
        Assert.Equal((1L, 1L), await SingleAsync<(long, long)>("SELECT count(*), count(parked_at) FROM inbox"));
        await AssertPoolAsync(199, 199);
    }

    [Fact]
    public async Task Decide_LargeMessages_AreDecidedInParts()
    {
        for (var i = 0; i < 3; i++)
        {
            Core.Book.Write(new string((char)('a' + i), 9_000_000), Some.Mail($"large {i}"));
            await Core.Inbox.AcceptAsync("mail", [Some.Offered($"large-{i}", new string((char)('a' + i), 9_000_000))], CancellationToken.None);
        }

        await Core.DecideAsync();

        await AssertPoolAsync(3, 3);
        Assert.InRange(await SingleAsync<long>("SELECT count(DISTINCT decided_at) FROM ledger"), 2, 3);
    }

    private sealed record ComplaintRow
    {
        public long Id { get; init; }

        public string TrackingNumber { get; init; } = "";

        public string Channel { get; init; } = "";

        public long ContactId { get; init; }

        public string Kind { get; init; } = "";

        public string Category { get; init; } = "";

        public string Priority { get; init; } = "";

        public string Language { get; init; } = "";

        public int CategoryConfidence { get; init; }

        public bool NeedsReview { get; init; }

        public string Status { get; init; } = "";

        public DateTimeOffset ReceivedAt { get; init; }

        public DateTimeOffset AnswerBy { get; init; }

        public int Version { get; init; }

        public int MessageCount { get; init; }
    }

    private sealed record OutboxFacts
    {
        public long ComplaintId { get; init; }

        public long MessageId { get; init; }

        public string Purpose { get; init; } = "";

        public string Channel { get; init; } = "";

        public string Medium { get; init; } = "";

        public string RecipientKind { get; init; } = "";

        public string Recipient { get; init; } = "";

        public string StableId { get; init; } = "";

        public string TrackingNumber { get; init; } = "";

        public string? InReplyTo { get; init; }

        public string? ReferenceIds { get; init; }

        public string State { get; init; } = "";
    }
}
