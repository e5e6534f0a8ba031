using System.Globalization;
using System.Text;
using Ingestion.Channels;
using Ingestion.Worker.Outbox;
using Ingestion.Worker.Storage;
using Ingestion.Worker.Tests.Core;
using Xunit;

namespace Ingestion.Worker.Tests.Intake;

/// <summary>Which messages belong together, and which never do (promises P5, P7, P12).</summary>
public abstract class ConversationContract : IntakeContract
{
    private const string Hers = "<hers@customer.example>";

    private protected ConversationContract(StoreKind kind)
        : base(kind)
    {
    }

    [Fact]
    public async Task Decide_SameContentOverTwoChannels_IsOneComplaintTwoDeliveriesOneAnswer()
    {
        var first = await Core.TakeAsync(Some.Mail().WithFingerprint("letter"), "mail");
        var second = await Core.TakeAsync(Some.Mail().WithFingerprint("letter"), "mail2");

        Assert.Equal(("complaint", "duplicate"), (first.Outcome, second.Outcome));
        Assert.Equal(first.ComplaintId, second.ComplaintId);
        Assert.Equal(Text(first.MessageId), second.Detail("duplicate", "same-content"));
        Assert.Equal("duplicate", second.Detail("acknowledgement", "none"));
        await AssertPoolAsync(1, 1);
        Assert.Equal(1, await SingleAsync<int>("SELECT version FROM complaint"));
    }

    [Fact]
    public async Task Decide_SameContentTwiceInOneBatch_IsOneComplaint()
    {
        await Core.OfferAsync(Some.Mail().WithFingerprint("letter"), "mail");
        var second = await Core.OfferAsync(Some.Mail().WithFingerprint("letter"), "mail2");
        await Core.DecideAsync();

        Assert.Equal("duplicate", (await Core.LedgerAsync(second)).Outcome);
        await AssertPoolAsync(1, 1);
    }

    [Fact]
    public async Task Decide_SignedReply_JoinsItsComplaintWithoutASecondAnswer()
    {
        var opened = await Core.TakeAsync(Some.Mail());
        var reply = await Core.TakeAsync(Some.Mail("and the box").Answering(Signed(opened)));

        Assert.Equal(("follow-up", opened.ComplaintId), (reply.Outcome, reply.ComplaintId));
        Assert.True(reply.Has("conversation", "signed-reply"));
        Assert.Equal("follow-up", reply.Detail("acknowledgement", "none"));
        await AssertPoolAsync(1, 1);
        Assert.Equal(
            [(1, "complaint.opened"), (2, "message.added")], await QueryAsync<(int, string)>("SELECT version, type FROM event ORDER BY id"));
        Assert.Equal((2, 2), await SingleAsync<(int, int)>("SELECT version, message_count FROM complaint"));
    }

    [Fact]
    public async Task Decide_SignedReplyOfAnotherSender_JoinsAndSaysSo()
    {
        var opened = await Core.TakeAsync(Some.Mail());
        var reply = await Core.TakeAsync(Some.Mail("her husband", Some.Rza).Answering(Signed(opened)));

        Assert.Equal(("follow-up", opened.ComplaintId), (reply.Outcome, reply.ComplaintId));
        Assert.True(reply.Has("conversation", "signed-reply-of-another-sender"));
    }

    [Fact]
    public async Task Decide_ForgedSignedId_JoinsNothing()
    {
        var opened = await Core.TakeAsync(Some.Mail());
        var forged = new SignedMessageId(Encoding.ASCII.GetBytes("a key that somebody made up"), "us.example").Create("ack", opened.ComplaintId!.Value);
        var altered = Signed(opened).Replace(Text(opened.ComplaintId), Text(opened.ComplaintId + 1), StringComparison.Ordinal);

        var first = await Core.TakeAsync(Some.Mail("give me that", Some.Rza).Answering(forged));
        var second = await Core.TakeAsync(Some.Mail("or that", Some.Rza).Answering(altered));

        Assert.Equal(("complaint", "complaint"), (first.Outcome, second.Outcome));
        Assert.Equal(3, await CountAsync("complaint"));
    }

    [Fact]
    public async Task Decide_SignedIdOfAComplaintThatIsNotThere_OpensANewOne()
    {
        var entry = await Core.TakeAsync(Some.Mail().Answering(CoreOnStore.OwnIds.Create("ack", 424242)));

        Assert.Equal("complaint", entry.Outcome);
    }

    [Fact]
    public async Task Decide_ReplyToHerOwnMail_Joins()
    {
        var opened = await Core.TakeAsync(Some.Mail(id: Hers));
        var reply = await Core.TakeAsync(Some.Mail("one more thing", id: "<second@customer.example>").Answering("<unknown@x>", Hers));
        var third = await Core.TakeAsync(Some.Mail("and another").Answering("<second@customer.example>"));

        Assert.Equal(("follow-up", opened.ComplaintId), (reply.Outcome, reply.ComplaintId));
        Assert.True(reply.Has("conversation", "reply-in-thread"));
        Assert.Equal(("follow-up", opened.ComplaintId), (third.Outcome, third.ComplaintId));
        await AssertPoolAsync(1, 1);
    }

    [Fact]
    public async Task Decide_ReplyOfAStrangerToHerMail_OpensAComplaintThatAsksForALook()
    {
        var opened = await Core.TakeAsync(Some.Mail(id: Hers));
        var reply = await Core.TakeAsync(Some.Mail("me too", Some.Rza).Answering(Hers));

        Assert.Equal("complaint", reply.Outcome);
        Assert.NotEqual(opened.ComplaintId, reply.ComplaintId);
        Assert.Equal(Text(opened.ComplaintId), reply.Detail("conversation", "reply-in-thread-of-another-sender"));
        Assert.True(await SingleAsync<bool>("SELECT needs_review FROM complaint WHERE id = @id", new { id = reply.ComplaintId }));
        Assert.Contains(
            $"\"linkedComplaintId\":{opened.ComplaintId}", await SingleAsync<string>("SELECT CAST(payload AS text) FROM event WHERE complaint_id = @id", new { id = reply.ComplaintId }), StringComparison.Ordinal);
        Assert.Equal(1, await SingleAsync<int>("SELECT version FROM complaint WHERE id = @id", new { id = opened.ComplaintId }));
    }

    [Fact]
    public async Task Decide_NumberQuotedByItsContact_Joins()
    {
        var opened = await Core.TakeAsync(Some.Mail());
        var number = await NumberOfAsync(opened.ComplaintId);
        var reply = await Core.TakeAsync(Some.Mail($"about {number[..4]}-{number[4..8]}-{number[8..]} again"), "mail2");
        var bySubject = await Core.TakeAsync(Some.Mail("again") with { Subject = "Re: " + number });

        Assert.Equal(("follow-up", opened.ComplaintId), (reply.Outcome, reply.ComplaintId));
        Assert.True(reply.Has("conversation", "number-quoted-by-its-contact"));
        Assert.Equal(opened.ComplaintId, bySubject.ComplaintId);
        await AssertPoolAsync(1, 1);
    }

    [Fact]
    public async Task Decide_NumberQuotedByAStranger_OpensAComplaintAndRevealsNothing()
    {
        var opened = await Core.TakeAsync(Some.Mail());
        var number = await NumberOfAsync(opened.ComplaintId);
        var stranger = await Core.TakeAsync(Some.Mail($"what about {number}?", Some.Rza));

        Assert.Equal("complaint", stranger.Outcome);
        Assert.NotEqual(opened.ComplaintId, stranger.ComplaintId);
        Assert.Equal(Text(opened.ComplaintId), stranger.Detail("conversation", "number-quoted-by-another-sender"));
        Assert.True(await SingleAsync<bool>("SELECT needs_review FROM complaint WHERE id = @id", new { id = stranger.ComplaintId }));
        var answer = await SingleAsync<(string Number, string Recipient)>("SELECT tracking_number, recipient FROM outbox WHERE complaint_id = @id", new { id = stranger.ComplaintId });
        Assert.NotEqual(number, answer.Number);
        Assert.Equal(Some.Rza.Value, answer.Recipient);
        Assert.Equal((1, 1), await SingleAsync<(int, int)>("SELECT version, message_count FROM complaint WHERE id = @id", new { id = opened.ComplaintId }));
    }

    [Fact]
    public async Task Decide_NumberWithAWrongDigit_IsNoNumber()
    {
        var opened = await Core.TakeAsync(Some.Mail());
        var number = await NumberOfAsync(opened.ComplaintId);
        var wrong = number[..5] + (char)('0' + ((number[5] - '0' + 1) % 10)) + number[6..];
        var entry = await Core.TakeAsync(Some.Mail($"about {wrong}"));

        Assert.Equal("complaint", entry.Outcome);
        Assert.DoesNotContain(entry.Reasons, reason => reason.Rule == "conversation");
    }

    [Fact]
    public async Task Decide_NumberThatWasNeverGiven_OpensAComplaintAndSaysSo()
    {
        var entry = await Core.TakeAsync(Some.Mail("about " + Ingestion.Worker.Complaints.TrackingNumber.Create(new Complaints.FixedRandom(1)).Digits));

        Assert.Equal("complaint", entry.Outcome);
        Assert.True(entry.Has("conversation", "unknown-number-quoted"));
    }

    [Fact]
    public async Task Decide_ChatConversation_IsOneComplaintWhoeverWrites()
    {
        var anonymous = await Core.TakeAsync(Some.Chat("c1"), "chat");
        var named = await Core.TakeAsync(Some.Chat("c1", "my number is", Some.Ayla), "chat");
        var other = await Core.TakeAsync(Some.Chat("c2"), "chat");
        var elsewhere = await Core.TakeAsync(Some.Chat("c1"), "mail");

        Assert.Equal(("complaint", "follow-up", "complaint", "complaint"), (anonymous.Outcome, named.Outcome, other.Outcome, elsewhere.Outcome));
        Assert.Equal(anonymous.ComplaintId, named.ComplaintId);
        Assert.True(named.Has("conversation", "chat-conversation"));
        Assert.Equal("chat", await SingleAsync<string>("SELECT medium FROM outbox WHERE complaint_id = @id", new { id = anonymous.ComplaintId }));
        Assert.Equal("c1", await SingleAsync<string>("SELECT conversation_id FROM outbox WHERE complaint_id = @id", new { id = anonymous.ComplaintId }));
        Assert.Equal(3, await CountAsync("outbox"));
    }

    [Fact]
    public async Task Decide_ReplyAndOriginalInOneBatch_TheReplyJoins()
    {
        var original = await Core.OfferAsync(Some.Mail(id: Hers));
        var reply = await Core.OfferAsync(Some.Mail("more").Answering(Hers));
        var stranger = await Core.OfferAsync(Some.Mail("me too", Some.Rza).Answering(Hers));
        var chat = await Core.OfferAsync(Some.Chat("c1"), "chat");
        var chatAgain = await Core.OfferAsync(Some.Chat("c1"), "chat");
        await Core.DecideAsync();

        var opened = await Core.LedgerAsync(original);
        Assert.Equal(("follow-up", opened.ComplaintId), ((await Core.LedgerAsync(reply)).Outcome, (await Core.LedgerAsync(reply)).ComplaintId));
        Assert.Equal("complaint", (await Core.LedgerAsync(stranger)).Outcome);
        Assert.Equal(("follow-up", (await Core.LedgerAsync(chat)).ComplaintId), ((await Core.LedgerAsync(chatAgain)).Outcome, (await Core.LedgerAsync(chatAgain)).ComplaintId));
        await AssertPoolAsync(3, 3);
    }

    [Fact]
    public async Task Decide_TwoNewMattersOfOneContactInOneBatch_AreOneContactTwoComplaints()
    {
        Core.IntakeSettings = Some.EachItsOwn;
        await Core.OfferAsync(Some.Mail("first"));
        await Core.OfferAsync(Some.Mail("second"));
        await Core.DecideAsync();

        await AssertPoolAsync(2, 2);
        Assert.Equal((1L, 2), await SingleAsync<(long, int)>("SELECT count(*), max(acknowledged_count) FROM contact_point"));
    }

    [Fact]
    public async Task Decide_ManyFollowUpsOverBatches_VersionsAndEventsHaveNoGap()
    {
        var opened = await Core.TakeAsync(Some.Mail());
        for (var batch = 0; batch < 3; batch++)
        {
            for (var i = 0; i < 7; i++)
            {
                await Core.OfferAsync(Some.Mail($"more {batch} {i}").Answering(Signed(opened)));
            }

            await Core.DecideAsync();
        }

        Assert.Equal((22, 22), await SingleAsync<(int, int)>("SELECT version, message_count FROM complaint"));
        Assert.Equal(Enumerable.Range(1, 22), await QueryAsync<int>("SELECT version FROM event ORDER BY id"));
        Assert.Equal(
            await QueryAsync<long>("SELECT id FROM message ORDER BY id"),
            (await QueryAsync<string>("SELECT CAST(payload AS text) FROM event ORDER BY version")).Select(payload => System.Text.Json.JsonDocument.Parse(payload).RootElement.GetProperty("messageId").GetInt64()));
    }

    private static string Signed(LedgerEntry opened) => CoreOnStore.OwnIds.Create("ack", opened.ComplaintId!.Value);

    private static string Text(long? id) => id!.Value.ToString(CultureInfo.InvariantCulture);
}
