using System.Text.Json;
using Ingestion.Worker.Api;
using Ingestion.Worker.Corrections;
using Ingestion.Worker.Outbox;
using Ingestion.Worker.Settings;
using Ingestion.Worker.Storage;
using Ingestion.Worker.Tests.Core;
using Xunit;

namespace Ingestion.Worker.Tests.Corrections;

/// <summary>What people say that complaints are.</summary>
public abstract class LabelContract : CorrectionContract
{
    private protected LabelContract(StoreKind kind)
        : base(kind)
    {
    }

    private Labelling Labelling => new(Database, Core.Ids, By);

    [Fact]
    public async Task Label_KindAndCategory_ChangeTheComplaintAndAreKeptAndTold()
    {
        var entry = await Core.TakeAsync(Some.Mail("unsure about the parcel"));
        var number = await TrackingAsync(entry.ComplaintId);

        var before = await Labelling.LabelAsync(number, "question", "billing_refund", "desk 4", CancellationToken.None);

        Assert.Equal(("complaint", "delivery"), (before.Kind, before.Category));
        Assert.Equal(
            ("question", "billing_refund", 100, 100, false, 2),
            await SingleAsync<(string, string, int, int, bool, int)>("SELECT kind, category, kind_confidence, category_confidence, needs_review, version FROM complaint"));
        Assert.Equal(
            (entry.ComplaintId!.Value, 1, "question", "billing_refund", "complaint", "delivery", "desk 4"),
            await SingleAsync<(long, int, string, string, string, string, string)>("SELECT complaint_id, number, kind, category, before_kind, before_category, made_by FROM label"));
        using var payload = JsonDocument.Parse(await SingleAsync<string>("SELECT CAST(payload AS text) FROM event WHERE type = 'complaint.reclassified' AND version = 2"));
        Assert.Equal(
            ("question", "billing_refund", false),
            (payload.RootElement.GetProperty("kind").GetString(), payload.RootElement.GetProperty("category").GetString(), payload.RootElement.GetProperty("needsReview").GetBoolean()));
        Assert.Equal(("labelled", By, "complaint, delivery"), await SingleAsync<(string, string, string)>("SELECT action, actor, before FROM operator_action"));
    }

    [Fact]
    public async Task Label_Twice_KeepsBothAndTheLastCounts()
    {
        var number = await TrackingAsync((await Core.TakeAsync(Some.Mail("parcel"))).ComplaintId);

        await Labelling.LabelAsync(number, "praise", null, "one", CancellationToken.None);
        await Labelling.LabelAsync(number, null, "loyalty_points", "two", CancellationToken.None);

        Assert.Equal(("praise", "loyalty_points"), await SingleAsync<(string, string)>("SELECT kind, category FROM complaint"));
        Assert.Equal([("praise", "delivery", "complaint"), ("praise", "loyalty_points", "praise")], await QueryAsync<(string, string, string)>("SELECT kind, category, before_kind FROM label ORDER BY number"));
    }

    [Fact]
    public async Task Label_SaidAgain_ChangesNothing()
    {
        var number = await TrackingAsync((await Core.TakeAsync(Some.Mail("unsure about the parcel"))).ComplaintId);

        // That a person agrees with the classifier is news.
        await Labelling.LabelAsync(number, "complaint", null, "one", CancellationToken.None);
        Assert.Equal(1, await CountAsync("label"));

        Assert.Equal($"{number.Format()} is labelled complaint, delivery already", await RefusalAsync(() => Labelling.LabelAsync(number, "complaint", "delivery", "two", CancellationToken.None)));
        Assert.Equal((1L, 2), await SingleAsync<(long, int)>("SELECT (SELECT count(*) FROM label), (SELECT version FROM complaint)"));

        var api = new ComplaintApi(Database, Core.Ids, Core.Notices, new CustomerUpdates(CoreOnStore.OwnIds), new LabelNames(new ClassifierSettings()), _ => { });
        using var said = JsonDocument.Parse("""{ "kind": "complaint", "by": "desk 4" }""");
        var answer = await api.SayAsync("crm", number, "label", new ApiFields(said.RootElement), CancellationToken.None);
        Assert.Equal(200, answer.Status);
        var body = new System.Buffers.ArrayBufferWriter<byte>();
        await using (var json = new Utf8JsonWriter(body))
        {
            json.WriteStartObject();
            answer.Write(json);
            json.WriteEndObject();
        }

        using var told = JsonDocument.Parse(body.WrittenMemory);
        Assert.Equal(
            ("complaint", "delivery", "unchanged"),
            (told.RootElement.GetProperty("kind").GetString(), told.RootElement.GetProperty("category").GetString(), told.RootElement.GetProperty("reason").GetString()));
        Assert.Equal(1, await CountAsync("label"));
    }

    [Fact]
    public async Task Label_MergedComplaint_IsRefused()
    {
        var one = await TrackingAsync((await Core.TakeAsync(Some.Mail("parcel"))).ComplaintId);
        var other = await TrackingAsync((await Core.TakeAsync(Some.Mail("fridge", Some.Rza))).ComplaintId);
        await Merging.MergeAsync(other, one, null, CancellationToken.None);

        Assert.Equal($"{other.Format()} is merged into {one.Format()}: label that one", await RefusalAsync(() => Labelling.LabelAsync(other, "praise", null, "one", CancellationToken.None)));
        Assert.Equal(0, await CountAsync("label"));
    }
}
