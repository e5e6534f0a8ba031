using System.Text.Json;
using Ingestion.Channels;
using Ingestion.Worker.Complaints;
using Ingestion.Worker.Corrections;
using Ingestion.Worker.Erasure;
using Ingestion.Worker.Storage;
using Ingestion.Worker.Tests.Core;
using Xunit;

namespace Ingestion.Worker.Tests.Corrections;

/// <summary>One complaint put into another: its number and its conversations lead to the one that goes on, until that is taken back.</summary>
public abstract class MergeContract : CorrectionContract
{
    private const string Phone = "+994501234567";

    private protected MergeContract(StoreKind kind)
        : base(kind)
    {
    }

    [Fact]
    public async Task Merge_WhateverReachedTheMergedOne_ReachesItsSuccessor()
    {
        var kept = await Core.TakeAsync(Some.Mail("the parcel"));
        var mail = await Core.TakeAsync(Some.Mail("the parcel of my wife", Some.Rza, "<one@customer.example>"));
        var chat = await Core.TakeAsync(Some.Chat("room", "the parcel again"), "chat");
        var sms = await Core.TakeAsync(Some.Sms("parcel", Phone), "mail2");
        foreach (var merged in (long?[])[mail.ComplaintId, chat.ComplaintId, sms.ComplaintId])
        {
            Assert.Equal(await TrackingAsync(kept.ComplaintId), await Merging.MergeAsync(await TrackingAsync(merged), await TrackingAsync(kept.ComplaintId), "a note", CancellationToken.None));
        }

        var number = await Core.TakeAsync(Some.Mail("about " + await NumberOfAsync(mail.ComplaintId), Some.Rza));
        var thread = await Core.TakeAsync(Some.Mail("more", Some.Rza).Answering("<one@customer.example>"));
        var signed = await Core.TakeAsync(Some.Mail("and more", Some.Rza).Answering(CoreOnStore.OwnIds.Create("ack", mail.ComplaintId!.Value)));
        var line = await Core.TakeAsync(Some.Chat("room", "hello?"), "chat");
        var piece = await Core.TakeAsync(Some.Sms("still nothing", Phone), "mail2");
        var owner = await Core.TakeAsync(Some.Mail("about " + await NumberOfAsync(mail.ComplaintId)));
        var stranger = await Core.TakeAsync(Some.Mail("about " + await NumberOfAsync(mail.ComplaintId), Some.Email("else@customer.example")));

        Assert.All(
            (LedgerEntry[])[number, thread, signed, line, piece, owner], message => Assert.Equal(("follow-up", kept.ComplaintId), (message.Outcome, message.ComplaintId)));
        Assert.Equal("complaint", stranger.Outcome);
        Assert.Equal(7, await SingleAsync<int>("SELECT message_count FROM complaint WHERE id = @id", new { id = kept.ComplaintId }));
        Assert.Equal(["complaint.opened", "complaint.merged"], await EventsAsync(mail.ComplaintId));
        using var told = JsonDocument.Parse(await SingleAsync<string>("SELECT CAST(payload AS text) FROM event WHERE complaint_id = @id AND type = 'complaint.merged'", new { id = mail.ComplaintId }));
        Assert.Equal(kept.ComplaintId, told.RootElement.GetProperty("successorId").GetInt64());
        Assert.Equal(6, await SingleAsync<long>("SELECT count(*) FROM operator_action WHERE action = 'merged' AND actor = 'a test'"));
    }

    [Fact]
    public async Task Split_OfAMerge_StandsForItselfAgainWithItsOwnMessages()
    {
        var (kept, keptId) = await OpenAsync("the parcel", Some.Ayla);
        var (merged, mergedId) = await OpenAsync("the parcel of my wife", Some.Rza);
        await Merging.MergeAsync(merged, kept, null, CancellationToken.None);
        var between = await Core.TakeAsync(Some.Mail("about " + merged.Digits, Some.Rza));

        Assert.Equal(kept, await Merging.SplitAsync(merged, CancellationToken.None));

        var after = await Core.TakeAsync(Some.Mail("again about " + merged.Digits, Some.Rza));
        Assert.Equal((keptId, mergedId), (between.ComplaintId, after.ComplaintId));
        Assert.Equal(["complaint.opened", "complaint.merged", "complaint.split", "message.added"], await EventsAsync(mergedId));
        Assert.Equal(["complaint.opened", "complaint.merged", "message.added", "complaint.split"], await EventsAsync(keptId));
        var link = Assert.Single(await Database.ReadAsync(session => ComplaintLinks.OfAsync(session, [keptId!.Value]), CancellationToken.None));
        Assert.Equal((ComplaintLinkKinds.Successor, By, By), (link.Kind, link.MadeBy, link.UndoneBy));
        Assert.NotNull(link.UndoneAt);

        await Merging.MergeAsync(kept, merged, null, CancellationToken.None);
        Assert.Equal(mergedId, (await Core.TakeAsync(Some.Mail("about " + kept.Digits))).ComplaintId);
    }

    [Fact]
    public async Task Merge_InAChain_AllAnswerWithTheLastAndSplitWhereTheyAreTakenApart()
    {
        var (first, firstId) = await OpenAsync("one", Some.Rza);
        var (second, secondId) = await OpenAsync("two");
        var (third, thirdId) = await OpenAsync("three", Some.Email("third@customer.example"));
        await Merging.MergeAsync(first, second, null, CancellationToken.None);
        await Merging.MergeAsync(second, third, null, CancellationToken.None);

        Assert.Equal(thirdId, await ByNumberAsync(first));
        Assert.Equal([firstId!.Value, secondId!.Value, thirdId!.Value], (await Database.ReadAsync(session => ComplaintFamily.AllAsync(session, firstId.Value), CancellationToken.None)).Order());
        await Merging.SplitAsync(second, CancellationToken.None);
        Assert.Equal(secondId, await ByNumberAsync(first));
        await Merging.SplitAsync(first, CancellationToken.None);
        Assert.Equal(firstId, await ByNumberAsync(first));

        async Task<long?> ByNumberAsync(TrackingNumber number) => (await Core.TakeAsync(Some.Mail("about " + number.Digits, Some.Rza))).ComplaintId;
    }

    [Fact]
    public async Task Merge_TwoOfOneBatchQuoteAMergedNumber_VersionsHaveNoGap()
    {
        var (kept, keptId) = await OpenAsync("one", Some.Ayla);
        var (merged, _) = await OpenAsync("two", Some.Rza);
        await Merging.MergeAsync(merged, kept, null, CancellationToken.None);
        foreach (var number in (TrackingNumber[])[merged, kept, merged])
        {
            await Core.OfferAsync(Some.Mail("about " + number.Digits));
        }

        await Core.DecideAsync();
        Assert.Equal([1, 2, 3, 4, 5], await QueryAsync<int>("SELECT version FROM event WHERE complaint_id = @keptId ORDER BY id", new { keptId }));
    }

    [Fact]
    public async Task Merge_MessageOfTheMergedOneIsEdited_TheEditStandsWhereTheMessageStands()
    {
        var kept = await Core.TakeAsync(Some.Mail("the parcel"));
        var merged = await Core.TakeAsync(Some.Mail("first") with { Identity = "post" }, "chat");
        await Merging.MergeAsync(await TrackingAsync(merged.ComplaintId), await TrackingAsync(kept.ComplaintId), null, CancellationToken.None);

        var edited = await Core.TakeAsync(Some.Mail("second") with { Identity = "post" }, "chat");

        Assert.Equal(("revision", merged.ComplaintId), (edited.Outcome, edited.ComplaintId));
        Assert.Equal(["second"], await QueryAsync<string>($"SELECT body FROM complaint_message WHERE complaint_id = @id AND is_current = {Database.Sql("true", "1")}", new { id = merged.ComplaintId }));
    }

    [Fact]
    public async Task Merge_MessageOfTheMergedOneBecomesUrgent_TheOneThatGoesOnIsRaisedAndTold()
    {
        var kept = await Core.TakeAsync(Some.Mail("the parcel"));
        var merged = await Core.TakeAsync(Some.Mail("first") with { Identity = "post" }, "chat");
        await Merging.MergeAsync(await TrackingAsync(merged.ComplaintId), await TrackingAsync(kept.ComplaintId), null, CancellationToken.None);

        await Core.TakeAsync(Some.Mail("second") with { Identity = "post" }, "chat");
        await Core.TakeAsync(Some.Mail("urgent: the house is on fire") with { Identity = "post" }, "chat");

        Assert.Equal(
            [(kept.ComplaintId!.Value, "urgent"), (merged.ComplaintId!.Value, "normal")],
            await QueryAsync<(long, string)>("SELECT id, priority FROM complaint ORDER BY priority DESC"));
        Assert.Equal(["complaint.opened", "complaint.merged", "complaint.message-revised"], await EventsAsync(kept.ComplaintId));
        Assert.Equal(["complaint.opened", "complaint.merged", "complaint.message-revised", "complaint.message-revised"], await EventsAsync(merged.ComplaintId));
        Assert.Contains("\"priority\":\"urgent\"", await PayloadAsync(kept.ComplaintId, 3), StringComparison.Ordinal);
        Assert.DoesNotContain("priority", await PayloadAsync(merged.ComplaintId, 4), StringComparison.Ordinal);

        Task<string> PayloadAsync(long? complaint, int version) =>
            SingleAsync<string>("SELECT CAST(payload AS text) FROM event WHERE complaint_id = @complaint AND version = @version", new { complaint, version });
    }

    [Fact]
    public async Task Merge_ThatMakesNoSense_IsRefusedExactly()
    {
        var (first, _) = await OpenAsync("one");
        var (second, _) = await OpenAsync("two");
        var (third, _) = await OpenAsync("three");
        using var random = System.Security.Cryptography.RandomNumberGenerator.Create();
        var none = TrackingNumber.Create(random);
        Assert.Equal("a complaint cannot be merged into itself", await RefusalAsync(() => MergeAsync(first, first)));
        Assert.Equal($"no complaint has the number {none.Format()}", await RefusalAsync(() => MergeAsync(first, none)));
        Assert.StartsWith($"{first.Format()} is not merged into another complaint", await RefusalAsync(() => Merging.SplitAsync(first, CancellationToken.None)));
        await MergeAsync(first, second);
        await MergeAsync(second, third);
        Assert.Equal($"{first.Format()} is merged into {third.Format()}: that would be a circle", await RefusalAsync(() => MergeAsync(third, first)));
        Assert.Equal($"{first.Format()} is merged into {second.Format()} already: split it first", await RefusalAsync(() => MergeAsync(first, third)));
        Assert.Equal($"{first.Format()} is merged into {second.Format()}: that one's status counts", await RefusalAsync(() => Status.SetAsync(new NewStatus(first, "closed"), CancellationToken.None)));
        Assert.Equal($"{first.Format()} is merged into {second.Format()}: split {first.Format()} instead", await RefusalAsync(() => Linking.UnlinkAsync(second, first, CancellationToken.None)));
        Assert.Equal($"{first.Format()} and {third.Format()} are merged: they are one already", await RefusalAsync(() => Linking.LinkAsync(first, third, null, CancellationToken.None)));

        var (erased, _) = await OpenAsync("four");
        await new OnRequest(Database, Core.Ids, By).EraseComplaintAsync(erased, false, CancellationToken.None);
        Assert.Equal($"{erased.Format()} was erased on request: nothing of it is left to compare", await RefusalAsync(() => MergeAsync(erased, third)));
        Assert.Equal($"{erased.Format()} was erased on request: nothing of it is left to compare", await RefusalAsync(() => MergeAsync(third, erased)));
        Assert.Equal($"{erased.Format()} was erased on request: nothing of it is left to compare", await RefusalAsync(() => Linking.LinkAsync(third, erased, null, CancellationToken.None)));

        Task MergeAsync(TrackingNumber one, TrackingNumber into) => Merging.MergeAsync(one, into, null, CancellationToken.None);
    }

    private async Task<(TrackingNumber Number, long? Id)> OpenAsync(string text, ContactPoint? from = null)
    {
        var opened = await Core.TakeAsync(Some.Mail(text, from ?? Some.Email($"of-{text}@customer.example")));
        return (await TrackingAsync(opened.ComplaintId), opened.ComplaintId);
    }
}
