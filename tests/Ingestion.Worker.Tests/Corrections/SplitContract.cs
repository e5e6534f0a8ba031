using System.Text.Json;
using Ingestion.Channels;
using Ingestion.Worker.Storage;
using Ingestion.Worker.Tests.Core;
using Xunit;

namespace Ingestion.Worker.Tests.Corrections;

/// <summary>Messages that joined the wrong complaint, taken out of it.</summary>
public abstract class SplitContract : CorrectionContract
{
    private const string Phone = "+994501234567";

    private protected SplitContract(StoreKind kind)
        : base(kind)
    {
    }

    [Fact]
    public async Task Split_TheLastOfASession_TakesVersionsCopiesKeysAndTheSessionWithIt()
    {
        var at = TimeProvider.System.GetUtcNow().AddMinutes(-20);
        var first = await Core.TakeAsync(Some.Sms("parcel", Phone), "chat", at);
        var second = await Core.TakeAsync(
            (Some.Sms("the fridge is loud", Phone) with { MessageId = "<second@sms>", Identity = "two", Attachments = [new AttachmentSummary("a.jpg", "image/jpeg", 10)] }).WithFingerprint("two"),
            "chat",
            at.AddMinutes(1));
        var edited = await Core.TakeAsync(Some.Sms("the fridge is very loud", Phone) with { Identity = "two" }, "chat", at.AddMinutes(2));
        var copy = await Core.TakeAsync(Some.Sms("the fridge is loud", Phone).WithFingerprint("two"), "mail2", at.AddMinutes(2));
        Assert.Equal(["complaint", "follow-up", "revision", "duplicate"], ((LedgerEntry[])[first, second, edited, copy]).Select(entry => entry.Outcome));
        var number = await TrackingAsync(first.ComplaintId);

        var opened = await SplitAsync(number, edited.MessageId);

        var id = await SingleAsync<long>("SELECT id FROM complaint WHERE tracking_number = @digits", new { digits = opened.Digits });
        Assert.Equal([first.MessageId], await MessagesAsync(first.ComplaintId));
        Assert.Equal([second.MessageId, edited.MessageId], await MessagesAsync(id));
        Assert.Equal([id, id, id], await QueryAsync<long>("SELECT complaint_id FROM ledger WHERE message_id <> @first ORDER BY message_id", new { first = first.MessageId }));
        Assert.Equal((1, 1), (await SingleAsync<int>("SELECT message_count FROM complaint WHERE id = @id", new { id = first.ComplaintId }), await SingleAsync<int>("SELECT message_count FROM complaint WHERE id = @id", new { id })));
        Assert.True((await Core.LedgerAsync(second.MessageId)).Has("operator", "split"));
        Assert.Equal(
            [at.AddSeconds(0).ToUnixTimeMilliseconds(), at.AddMinutes(2).ToUnixTimeMilliseconds()],
            (await QueryAsync<DateTimeOffset>("SELECT last_message_at FROM complaint ORDER BY id")).Select(time => time.ToUnixTimeMilliseconds()));
        Assert.Equal("split-by-operator", (await Core.LedgerAsync(second.MessageId)).Reasons.Last(reason => reason.Code == "suppressed").Detail);

        var next = await Core.TakeAsync(Some.Sms("and warm", Phone), "chat", at.AddMinutes(3));
        var reply = await Core.TakeAsync(Some.Sms("to that", Phone).Answering("<second@sms>"), "chat", at.AddHours(-9));
        var again = await Core.TakeAsync(Some.Sms("the fridge is silent", Phone) with { Identity = "two" }, "chat", at.AddMinutes(4));
        Assert.Equal([id, id, id], ((LedgerEntry[])[next, reply, again]).Select(entry => entry.ComplaintId!.Value));
        Assert.Equal(("follow-up", "follow-up", "revision"), (next.Outcome, reply.Outcome, again.Outcome));
        Assert.Equal(["complaint.opened", "message.added", "complaint.message-revised", "complaint.split"], await EventsAsync(first.ComplaintId));
        Assert.Equal("complaint.opened", (await EventsAsync(id))[0]);
        Assert.Equal((By, 1L), await SingleAsync<(string, long)>("SELECT max(undone_by), count(*) FROM complaint_link WHERE complaint_id = @id AND other_id = @other AND kind = 'same'", new { id, other = first.ComplaintId }));
    }

    [Fact]
    public async Task Split_AnEarlierOneOfAChat_LeavesTheChatWhereItIs()
    {
        var opened = await Core.TakeAsync(Some.Chat("room", "parcel", Some.Ayla), "chat");
        var wrong = await Core.TakeAsync(Some.Chat("room", "fridge", Some.Ayla), "chat");
        var last = await Core.TakeAsync(Some.Chat("room", "parcel again", Some.Ayla), "chat");

        await SplitAsync(await TrackingAsync(opened.ComplaintId), wrong.MessageId);

        var next = await Core.TakeAsync(Some.Chat("room", "hello?", Some.Ayla), "chat");
        Assert.Equal(opened.ComplaintId, next.ComplaintId);
        Assert.Equal([opened.MessageId, last.MessageId, next.MessageId], await MessagesAsync(opened.ComplaintId));
    }

    [Fact]
    public async Task Split_TheLastOfAChat_TakesTheChatWithIt()
    {
        var opened = await Core.TakeAsync(Some.Chat("room", "parcel"), "chat");
        var wrong = await Core.TakeAsync(Some.Chat("room", "fridge"), "chat");

        var number = await SplitAsync(await TrackingAsync(opened.ComplaintId), wrong.MessageId);

        var next = await Core.TakeAsync(Some.Chat("room", "it is loud"), "chat");
        Assert.Equal(number.Digits, await NumberOfAsync(next.ComplaintId));
        using var told = JsonDocument.Parse(await SingleAsync<string>("SELECT CAST(payload AS text) FROM event WHERE complaint_id = @id AND version = 1", new { id = next.ComplaintId }));
        Assert.Equal((opened.ComplaintId, true), (told.RootElement.GetProperty("linkedComplaintId").GetInt64(), told.RootElement.GetProperty("needsReview").GetBoolean()));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Split_TwoChatsWroteAtTheSameMoment_EachChatStaysWithItsOwnMessage(bool isSecondMoved)
    {
        var at = TimeProvider.System.GetUtcNow().AddMinutes(-20);
        var opened = await Core.TakeAsync(Some.Chat("hall", "parcel", Some.Ayla).WithFingerprint("hall"), "chat", at);
        var number = await TrackingAsync(opened.ComplaintId);
        await Core.OfferAsync(Some.Chat("left", $"about {number.Digits}", Some.Ayla).WithFingerprint("left"), "chat", arrivedAt: at.AddMinutes(1));
        await Core.OfferAsync(Some.Chat("right", $"about {number.Digits}", Some.Ayla).WithFingerprint("right"), "chat", arrivedAt: at.AddMinutes(1));
        await Core.DecideAsync();
        var messages = await MessagesAsync(opened.ComplaintId);

        var split = await SplitAsync(number, messages[isSecondMoved ? 2 : 1]);

        var id = await SingleAsync<long>("SELECT id FROM complaint WHERE tracking_number = @digits", new { digits = split.Digits });
        var left = await Core.TakeAsync(Some.Chat("left", "hello?", Some.Ayla), "chat", at.AddMinutes(2));
        var right = await Core.TakeAsync(Some.Chat("right", "hello?", Some.Ayla), "chat", at.AddMinutes(2));
        Assert.Equal((isSecondMoved ? opened.ComplaintId : id, isSecondMoved ? id : opened.ComplaintId), (left.ComplaintId, right.ComplaintId));
    }

    [Fact]
    public async Task Split_ThatMakesNoSense_IsRefusedExactly()
    {
        var opened = await Core.TakeAsync(Some.Chat("room", "parcel"), "chat");
        var joined = await Core.TakeAsync(Some.Chat("room", "fridge"), "chat");
        var other = await Core.TakeAsync(Some.Mail());
        var number = await TrackingAsync(opened.ComplaintId);

        Assert.Equal(
            FormattableString.Invariant($"message {opened.MessageId} opened {number.Format()}: take the others out of it instead"), await RefusalAsync(() => SplitAsync(number, joined.MessageId, opened.MessageId)));
        Assert.Equal(
            FormattableString.Invariant($"message {other.MessageId} does not stand in {number.Format()}; explain lists those that do"), await RefusalAsync(() => SplitAsync(number, joined.MessageId, other.MessageId)));
        await Merging.MergeAsync(number, await TrackingAsync(other.ComplaintId), null, CancellationToken.None);
        Assert.Equal($"{number.Format()} is merged into another complaint: split it from that one first", await RefusalAsync(() => SplitAsync(number, joined.MessageId)));
    }

    private Task<List<long>> MessagesAsync(long? complaint) =>
        QueryAsync<long>("SELECT message_id FROM complaint_message WHERE complaint_id = @complaint ORDER BY message_id", new { complaint });
}
