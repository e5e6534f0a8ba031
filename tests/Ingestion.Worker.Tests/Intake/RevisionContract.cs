using Ingestion.Channels;
using Ingestion.Worker.Commands;
using Ingestion.Worker.Inbox;
using Ingestion.Worker.Storage;
using Ingestion.Worker.Tests.Core;
using Xunit;

namespace Ingestion.Worker.Tests.Intake;

/// <summary>Edited and deleted messages: versions of one message, never a second complaint.</summary>
public abstract class RevisionContract : IntakeContract
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 22, 12, 0, 0, TimeSpan.Zero);

    private protected RevisionContract(StoreKind kind)
        : base(kind)
    {
    }

    [Fact]
    public async Task Decide_EditOfAKnownMessage_IsAVersionInItsComplaint()
    {
        var first = await Core.TakeAsync(Post("my parcel is late"), "chat");
        var edit = await Core.TakeAsync(Post("my parcel is late and broken"), "chat");

        Assert.Equal(("revision", first.ComplaintId), (edit.Outcome, edit.ComplaintId));
        Assert.Equal($"{first.MessageId}", edit.Detail("revision", "edited"));
        Assert.Equal("revision", edit.Detail("acknowledgement", "none"));
        Assert.Equal(
            [(1, null, null, "my parcel is late", false), (2, first.MessageId, "edited", "my parcel is late and broken", true)],
            await VersionsAsync());
        Assert.Equal((2, 1), await SingleAsync<(int, int)>("SELECT version, message_count FROM complaint"));
        var (type, version, payload) = await SingleAsync<(string, int, string)>("SELECT type, version, CAST(payload AS text) FROM event WHERE version > 1");
        Assert.Equal(("complaint.message-revised", 2), (type, version));
        Assert.Equal($$"""{"messageId":{{edit.MessageId}},"channel":"chat","revisedMessageId":{{first.MessageId}},"revision":"edited","isCurrent":true}""", payload);
        await AssertPoolAsync(1, 1);
        var told = string.Join('\n', await Timeline.OfAsync(Database, [first.MessageId, edit.MessageId], CancellationToken.None));
        Assert.Contains($"decided message {edit.MessageId}: revision", told, StringComparison.Ordinal);
        Assert.Contains($"revision: edited ({first.MessageId})", told, StringComparison.Ordinal);
        Assert.Contains("complaint.message-revised, version 2", told, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Decide_DeletionOfAKnownMessage_IsAVersionWithoutText()
    {
        var first = await Core.TakeAsync(Post("my parcel is late"), "chat");
        var deletion = await Core.TakeAsync(Deletion(), "chat");

        Assert.Equal(("revision", first.ComplaintId), (deletion.Outcome, deletion.ComplaintId));
        Assert.True(deletion.Has("revision", "withdrawn"));
        Assert.Equal([(1, null, null, "my parcel is late", false), (2, first.MessageId, "withdrawn", "", true)], await VersionsAsync());
        await AssertPoolAsync(1, 1);
    }

    [Fact]
    public async Task Decide_EditOfAMessageNeverSeen_IsAnOrdinaryMessageWhoseNextVersionFindsIt()
    {
        var seen = await Core.TakeAsync(Post("second wording"), "chat");
        var next = await Core.TakeAsync(Post("third wording"), "chat");

        Assert.Equal("complaint", seen.Outcome);
        Assert.True(seen.IsAnswered);
        Assert.Equal(("revision", seen.ComplaintId), (next.Outcome, next.ComplaintId));
        await AssertPoolAsync(1, 1);
    }

    [Fact]
    public async Task Decide_DeletionOfAMessageNeverSeen_IsRecordedAndOpensNothing()
    {
        var deletion = await Core.TakeAsync(Deletion(), "chat");
        var late = await Core.TakeAsync(Post("what had been written"), "chat");

        Assert.Equal(("revision", null), (deletion.Outcome, deletion.ComplaintId));
        Assert.True(deletion.Has("revision", "original-unknown"));
        Assert.Equal(("revision", null), (late.Outcome, late.ComplaintId));
        Assert.True(late.Has("revision", "withdrawn-before-it-came"));
        await AssertPoolAsync(0, 0);
    }

    [Fact]
    public async Task Decide_VersionsInOneBatch_AreOneComplaint()
    {
        foreach (var wording in (string[])["first", "second", "urgent third"])
        {
            await Core.OfferAsync(Post(wording), "chat");
        }

        await Core.OfferAsync(Some.Chat("room", "and another thing"), "chat");
        await Core.DecideAsync();

        Assert.Equal(["complaint", "revision", "revision", "follow-up"], await QueryAsync<string>("SELECT outcome FROM ledger ORDER BY message_id"));
        Assert.Equal(
            [("first", false), ("second", false), ("urgent third", true), ("and another thing", true)],
            (await VersionsAsync()).Select(version => (version.Body, version.IsCurrent)));
        Assert.Equal((4, 2, "urgent"), await SingleAsync<(int, int, string)>("SELECT version, message_count, priority FROM complaint"));
        Assert.Equal([1, 2, 3, 4], await QueryAsync<int>("SELECT version FROM event ORDER BY id"));
        await AssertPoolAsync(1, 1);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Decide_OlderVersionAfterANewerOne_IsRecordedAndDoesNotCount(bool inOneBatch)
    {
        await Offer(Post("second") with { SentAt = Noon.AddMinutes(2) });
        await Offer(Post("urgent first") with { SentAt = Noon });
        await Offer(Post("third") with { SentAt = Noon.AddMinutes(3) });
        await Core.DecideAsync();

        Assert.Equal(
            [(1, "second", false), (2, "urgent first", false), (3, "third", true)],
            (await VersionsAsync()).Select(version => (version.Version, version.Body, version.IsCurrent)));
        Assert.Equal("normal", await SingleAsync<string>("SELECT priority FROM complaint"));
        await AssertPoolAsync(1, 1);

        async Task Offer(InboundMessage post)
        {
            await Core.OfferAsync(post, "chat");
            if (!inOneBatch)
            {
                await Core.DecideAsync();
            }
        }
    }

    [Fact]
    public async Task Decide_TextAfterTheDeletion_DoesNotBringItBack()
    {
        await Core.TakeAsync(Post("first") with { SentAt = Noon }, "chat");
        await Core.TakeAsync(Deletion() with { SentAt = Noon }, "chat");
        var late = await Core.TakeAsync(Post("second") with { SentAt = Noon.AddMinutes(1) }, "chat");

        Assert.True(late.Has("revision", "written-before-the-current-one"));
        Assert.Equal([("first", false), ("", true), ("second", false)], (await VersionsAsync()).Select(version => (version.Body, version.IsCurrent)));
    }

    [Fact]
    public async Task Decide_SameTextUnderANewId_ChangesNothing()
    {
        var first = await Core.TakeAsync(Post("my parcel is late"), "chat");
        var again = await Core.TakeAsync(Post("my parcel is late"), "chat");

        Assert.Equal(("revision", first.ComplaintId), (again.Outcome, again.ComplaintId));
        Assert.True(again.Has("revision", "unchanged"));
        Assert.Single(await VersionsAsync());
        Assert.Equal(1, await SingleAsync<int>("SELECT version FROM complaint"));
    }

    [Fact]
    public async Task Accept_SameVersionTwice_IsCountedOnce()
    {
        await Core.OfferAsync(Post("first"), "chat", key: "v1");
        await Core.OfferAsync(Post("second"), "chat", key: "v2");
        await Core.DecideAsync();
        await Core.OfferAsync(Post("second"), "chat", key: "v2");
        await Core.DecideAsync();

        Assert.Equal(2, (await VersionsAsync()).Count);
        Assert.Equal(2, await SingleAsync<int>("SELECT offers FROM message WHERE external_id = 'v2'"));
    }

    [Fact]
    public async Task Decide_MoreUrgentEdit_RaisesThePriorityAndNeverLowersIt()
    {
        await Core.TakeAsync(Post("my parcel is late"), "chat");
        var raised = await Core.TakeAsync(Post("urgent: my parcel is on fire"), "chat");
        var lowered = await Core.TakeAsync(Post("it is out"), "chat");

        Assert.Equal("normal to urgent", raised.Detail("revision", "priority-raised"));
        Assert.False(lowered.Has("revision", "priority-raised"));
        Assert.Equal(("urgent", 3), await SingleAsync<(string, int)>("SELECT priority, version FROM complaint"));
        Assert.Contains("\"priority\":\"urgent\"", await SingleAsync<string>("SELECT CAST(payload AS text) FROM event WHERE version = 2"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Decide_SpamLikeEdit_RaisesNothing()
    {
        await Core.TakeAsync(Post("my parcel is late"), "chat");
        await Core.TakeAsync(Post("urgent spam"), "chat");

        Assert.Equal("normal", await SingleAsync<string>("SELECT priority FROM complaint"));
    }

    [Fact]
    public async Task Decide_EditOfAFollowUp_StandsInTheSameComplaint()
    {
        var opened = await Core.TakeAsync(Some.Chat("room", "hello") with { Identity = "one" }, "chat");
        await Core.TakeAsync(Some.Chat("room", "the box") with { Identity = "two" }, "chat");
        var edit = await Core.TakeAsync(Some.Chat("room", "the big box") with { Identity = "two" }, "chat");

        Assert.Equal(("revision", opened.ComplaintId), (edit.Outcome, edit.ComplaintId));
        Assert.Equal(["hello", "the big box"], (await VersionsAsync()).Where(version => version.IsCurrent).Select(version => version.Body));
    }

    [Fact]
    public async Task Decide_EditOfMachineMail_IsRecordedAndOpensNothing()
    {
        await Core.TakeAsync(Post("progress 10 %").Signed("bot", MachineSignStrength.MachineReport), "chat");
        var edit = await Core.TakeAsync(Post("progress 20 %").Signed("bot", MachineSignStrength.MachineReport), "chat");

        Assert.Equal(("revision", null), (edit.Outcome, edit.ComplaintId));
        Assert.True(edit.Has("revision", "original-machine-mail"));
        await AssertPoolAsync(0, 0);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Decide_EditOfADuplicate_IsAVersionOfWhatItRepeats(bool inOneBatch)
    {
        var first = await Core.OfferAsync(Post("late").WithFingerprint("late"), "chat");
        await StepAsync();
        await Core.OfferAsync(Post("late").WithFingerprint("late"), "mail2");
        await StepAsync();
        var edit = await Core.OfferAsync(Post("late and broken").WithFingerprint("broken"), "chat");
        await StepAsync();
        var copy = await Core.OfferAsync(Post("late and broken").WithFingerprint("broken"), "mail2");
        await StepAsync();
        var own = await Core.OfferAsync(Post("late, broken, wet").WithFingerprint("wet"), "mail2");
        await Core.DecideAsync();

        Assert.Equal("revision", (await Core.LedgerAsync(edit)).Outcome);
        Assert.Equal("duplicate", (await Core.LedgerAsync(copy)).Outcome);
        Assert.Equal($"{first}", (await Core.LedgerAsync(own)).Detail("revision", "edited"));
        Assert.Equal(3, (await VersionsAsync()).Count);
        await AssertPoolAsync(1, 1);

        Task StepAsync() => inOneBatch ? Task.CompletedTask : Core.DecideAsync();
    }

    [Fact]
    public async Task Decide_SameIdentityOnAnotherChannel_IsAnotherMessage()
    {
        await Core.TakeAsync(Post("late"), "chat");
        var other = await Core.TakeAsync(Post("late"), "mail2");

        Assert.Equal("complaint", other.Outcome);
        await AssertPoolAsync(2, 2);
    }

    [Fact]
    public async Task Decide_OriginalThatFailsAndIsRetried_BecomesAVersionOfItsEdit()
    {
        var failing = Some.Poison() with { Identity = "post" };
        var original = await Core.OfferAsync(failing, "chat", key: "v1");
        for (var i = 0; i < 6; i++)
        {
            await Core.DecideAsync();
            await Core.ExpireLeasesAsync();
        }

        Assert.Equal("quarantined", (await Core.LedgerAsync(original)).Outcome);
        var edit = await Core.TakeAsync(Post("second") with { SentAt = Noon.AddMinutes(1) }, "chat");
        Core.Book.Write("v1", Post("first") with { SentAt = Noon });
        await ParkedMessages.RetryAsync(Database, original, "operator-7", CancellationToken.None);
        await Core.DecideAsync();

        Assert.Equal(("revision", edit.ComplaintId), ((await Core.LedgerAsync(original)).Outcome, (await Core.LedgerAsync(original)).ComplaintId));
        Assert.Equal(["second"], (await VersionsAsync()).Where(version => version.IsCurrent).Select(version => version.Body));
        await AssertPoolAsync(1, 1);
    }

    private protected static InboundMessage Post(string text) => Some.Chat("room", text, Some.Ayla) with { Identity = "post" };

    private static InboundMessage Deletion() => new() { Medium = Medium.Chat, Text = "", Identity = "post", IsWithdrawn = true };

    private protected Task<List<(int Version, long? Revises, string? Revision, string Body, bool IsCurrent)>> VersionsAsync() =>
        QueryAsync<(int, long?, string?, string, bool)>("SELECT version, revises, revision, body, is_current FROM complaint_message ORDER BY message_id");
}
