using Ingestion.Worker.Complaints;
using Ingestion.Worker.Corrections;
using Ingestion.Worker.Storage;
using Ingestion.Worker.Tests.Core;
using Xunit;

namespace Ingestion.Worker.Tests.Corrections;

/// <summary>Two complaints that belong together, or do not; and how far one is.</summary>
public abstract class ComplaintLinkContract : CorrectionContract
{
    private protected ComplaintLinkContract(StoreKind kind)
        : base(kind)
    {
    }

    [Fact]
    public async Task Link_ThenUnlink_KeepsTheRowAndTellsBoth()
    {
        var (one, oneId) = await OpenAsync(Some.Ayla);
        var (other, otherId) = await OpenAsync(Some.Rza);

        await Linking.LinkAsync(other, one, "same parcel", CancellationToken.None);
        Assert.Equal($"{one.Format()} and {other.Format()} are linked already", await RefusalAsync(() => Linking.LinkAsync(one, other, null, CancellationToken.None)));
        var link = Assert.Single(await LinksAsync(oneId));
        Assert.Equal((otherId, oneId, "same", By, true), ((long?)link.ComplaintId, (long?)link.OtherId, link.Kind, link.MadeBy, link.UndoneAt is null));
        Assert.Contains("same parcel", link.Reasons);
        await Linking.UnlinkAsync(one, other, CancellationToken.None);
        Assert.Equal($"there is no link between {one.Format()} and {other.Format()}", await RefusalAsync(() => Linking.UnlinkAsync(one, other, CancellationToken.None)));
        Assert.Equal("that is one complaint", await RefusalAsync(() => Linking.LinkAsync(one, one, null, CancellationToken.None)));

        Assert.Equal(By, Assert.Single(await LinksAsync(otherId)).UndoneBy);
        Assert.All((long?[])[oneId, otherId], id => Assert.Equal(["complaint.opened", "complaint.linked", "complaint.unlinked"], EventsAsync(id).Result));
        await Linking.LinkAsync(one, other, null, CancellationToken.None);
        Assert.Null(Assert.Single(await LinksAsync(oneId)).UndoneAt);
    }

    [Fact]
    public async Task Unlink_OfWhatTheWorkerFound_IsNotMadeAgainByIt()
    {
        var (one, oneId) = await OpenAsync(Some.Ayla);
        var (other, otherId) = await OpenAsync(Some.Rza);
        await FindAsync(ComplaintLinkKinds.Suggested, 1.75f);
        await FindAsync(ComplaintLinkKinds.Similar, null);

        await Linking.UnlinkAsync(one, other, CancellationToken.None);
        await FindAsync(ComplaintLinkKinds.Suggested, 9f);

        var links = await LinksAsync(oneId);
        Assert.Equal([("similar", null), ("suggested", 1.75f)], links.Select(link => (link.Kind, link.Score)));
        Assert.All(links, link => Assert.Equal((otherId, oneId, By), ((long?)link.ComplaintId, (long?)link.OtherId, link.UndoneBy)));

        Task FindAsync(string kind, float? score)
        {
            var rows = new ComplaintLinkRows();
            rows.Add(oneId!.Value, otherId!.Value, kind, score, "[]"u8.ToArray(), "intake");
            return Database.RunAsync([rows.Statement], CancellationToken.None);
        }
    }

    [Fact]
    public async Task Status_IsSetToldAndAudited()
    {
        var (number, id) = await OpenAsync(Some.Ayla);

        await Status.SetAsync(new NewStatus(number, "in-progress") { ExpectedOn = new DateOnly(2126, 12, 24) }, CancellationToken.None);
        await Status.SetAsync(new NewStatus(number, "resolved"), CancellationToken.None);

        Assert.Equal($"{number.Format()} is resolved already", await RefusalAsync(() => Status.SetAsync(new NewStatus(number, "resolved"), CancellationToken.None)));
        Assert.Equal(
            [("in-progress", "2126-12-24"), ("resolved", null)],
            (await QueryAsync<string>("SELECT CAST(payload AS text) FROM event WHERE complaint_id = @id AND type = 'complaint.status-changed' ORDER BY version", new { id })).Select(Read));
        Assert.Equal(("resolved", null, 3), await SingleAsync<(string, string?, int)>("SELECT status, CAST(expected_on AS text), version FROM complaint WHERE id = @id", new { id }));
        Assert.Equal(
            [("in-progress", "received"), ("resolved", "in-progress")], await QueryAsync<(string, string)>("SELECT action, before FROM operator_action WHERE subject_id = @id ORDER BY number", new { id }));

        static (string, string?) Read(string payload)
        {
            using var json = System.Text.Json.JsonDocument.Parse(payload);
            return (json.RootElement.GetProperty("status").GetString()!, json.RootElement.TryGetProperty("expectedOn", out var day) ? day.GetString() : null);
        }
    }

    private Task<List<ComplaintLink>> LinksAsync(long? id) => Database.ReadAsync(session => ComplaintLinks.OfAsync(session, [id!.Value]), CancellationToken.None);

    private async Task<(TrackingNumber Number, long? Id)> OpenAsync(Ingestion.Channels.ContactPoint from)
    {
        var opened = await Core.TakeAsync(Some.Mail("the parcel is broken", from));
        return (await TrackingAsync(opened.ComplaintId), opened.ComplaintId);
    }
}
