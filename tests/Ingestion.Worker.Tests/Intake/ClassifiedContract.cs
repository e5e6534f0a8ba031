using System.Text.Json;
using Ingestion.Channels;
using Ingestion.Worker.Commands;
using Ingestion.Worker.Complaints;
using Ingestion.Worker.Storage;
using Ingestion.Worker.Tests.Core;
using Xunit;

namespace Ingestion.Worker.Tests.Intake;

/// <summary>What the classifier says is on every message; what is urgent comes first; numbers of cards are masked in what people read.</summary>
public abstract class ClassifiedContract : IntakeContract
{
    private const string By = "a test";

    private protected ClassifiedContract(StoreKind kind)
        : base(kind)
    {
    }

    [Fact]
    public async Task Decide_OpeningFollowUpAndVersion_EachHaveTheirClassification()
    {
        var opened = await Core.TakeAsync(Some.Chat("room", "the parcel", Some.Ayla) with { Identity = "one" }, "chat");
        var joined = await Core.TakeAsync(Some.Chat("room", "it is urgent now", Some.Ayla), "chat");
        var edited = await Core.TakeAsync(Some.Chat("room", "the parcel, unsure", Some.Ayla) with { Identity = "one" }, "chat");

        Assert.All((LedgerEntry[])[opened, joined, edited], entry => Assert.True(entry.Has("classification", "kind")));
        var judged = (await QueryAsync<string>("SELECT CAST(classification AS text) FROM complaint_message ORDER BY message_id")).ConvertAll(text => JsonDocument.Parse(text).RootElement);
        Assert.Equal(["normal", "urgent", "normal"], judged.Select(one => one.GetProperty("priority").GetString()));
        Assert.Equal([30, 80, 30], judged.Select(one => one.GetProperty("priorityScore").GetInt32()));
        Assert.Equal([false, false, true], judged.Select(one => one.GetProperty("needsReview").GetBoolean()));
        Assert.All(judged, one => Assert.Equal(("complaint", 50), (one.GetProperty("kind").GetString(), one.GetProperty("kindConfidence").GetInt32())));
    }

    [Fact]
    public async Task Decide_UrgentFollowUp_RaisesTheComplaintAndTellsIt()
    {
        await Core.TakeAsync(Some.Chat("room", "the parcel", Some.Ayla), "chat");
        var joined = await Core.TakeAsync(Some.Chat("room", "it is urgent now", Some.Ayla), "chat");
        await Core.TakeAsync(Some.Chat("room", "thank you", Some.Ayla), "chat");

        Assert.Equal("normal to urgent", joined.Detail("classification", "priority-raised"));
        Assert.Equal(("urgent", 80, 3), await SingleAsync<(string, int, int)>("SELECT priority, priority_score, version FROM complaint"));
        using var payload = JsonDocument.Parse(await SingleAsync<string>("SELECT CAST(payload AS text) FROM event WHERE version = 2"));
        Assert.Equal("urgent", payload.RootElement.GetProperty("priority").GetString());
    }

    [Fact]
    public async Task Decide_MarkedContact_ComesFirst()
    {
        await Core.TakeAsync(Some.Mail("first"));
        await Core.TakeAsync(Some.Mail("of somebody else", Some.Rza));
        Assert.Equal(1, await Contacts.MarkAsync(Database, Some.Ayla.Value, true, By, CancellationToken.None));
        var marked = await Core.TakeAsync(Some.Mail("second"));
        Assert.Equal(1, await Contacts.MarkAsync(Database, Some.Ayla.Value, false, By, CancellationToken.None));
        var unmarked = await Core.TakeAsync(Some.Mail("third"));

        Assert.Equal("vip+25", marked.Detail("classification", "priority"));
        Assert.Null(unmarked.Detail("classification", "priority"));
        var waiting = await Database.ReadAsync(session => WaitingComplaint.ListAsync(session, false, default, false, 10), CancellationToken.None);
        Assert.Equal([("high", 55), ("normal", 30), ("normal", 30), ("normal", 30)], waiting.Select(one => (one.Priority, one.PriorityScore)));
        Assert.Equal(await NumberOfAsync(marked.ComplaintId), waiting[0].TrackingNumber);
        Assert.Null(await Contacts.MarkAsync(Database, "nobody@example.org", true, By, CancellationToken.None));
    }

    [Fact]
    public async Task Decide_NumbersOfCardsAndPersons_AreMaskedInThePoolAndWholeInTheRawMessage()
    {
        const string Card = "4111 1111 1111 1111";
        var message = Some.Mail($"my card {Card} and TC 10000000146, parcel 4829-1234-5678") with
        {
            Subject = "card " + Card,
            Attachments = [new AttachmentSummary($"{Card}.jpg", "image/jpeg", 10)],
        };

        await Core.TakeAsync(message);

        Assert.Equal(
            ("card **** **** **** 1111", "my card **** **** **** 1111 and TC *********46, parcel 4829-1234-5678"),
            await SingleAsync<(string, string)>("SELECT subject, body FROM complaint_message"));
        Assert.Equal("**** **** **** 1111.jpg", await SingleAsync<string>("SELECT file_name FROM attachment"));
        foreach (var text in new[] { "SELECT CAST(reasons AS text) FROM ledger", "SELECT CAST(payload AS text) FROM event", "SELECT CAST(classification AS text) FROM complaint_message" })
        {
            Assert.DoesNotContain("1111", await SingleAsync<string>(text), StringComparison.Ordinal);
        }
    }
}
