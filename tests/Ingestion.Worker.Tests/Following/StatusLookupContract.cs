using Ingestion.Channels;
using Ingestion.Worker.Complaints;
using Ingestion.Worker.Erasure;
using Ingestion.Worker.Following;
using Ingestion.Worker.Storage;
using Ingestion.Worker.Tests.Core;
using Xunit;

namespace Ingestion.Worker.Tests.Following;

/// <summary>A complaint is shown to whoever knows its number and a contact of its opener; who knows one of them learns nothing, not by time either.</summary>
public abstract class StatusLookupContract : StoreTests
{
    private const string Phone = "+994501234567";

    /// <summary>Rightly formed, and given to nobody.</summary>
    private static readonly TrackingNumber Unused = TrackingNumber.TryParse("400123456789", out var number) ? number : throw new InvalidOperationException("mistyped");

    private protected StatusLookupContract(StoreKind kind)
        : base(kind)
    {
    }

    [Fact]
    public async Task Find_NumberAndAnyContactOfItsOpener_IsShown_AndWithAnotherNot()
    {
        var number = await OpenedAsync();
        await LinkAsync();

        foreach (var contact in (string[])[Some.Ayla.Value, Some.Ayla.Value.ToUpperInvariant(), $" {Phone} ", "050 123 45 67"])
        {
            Assert.Equal(number.Digits, (await Lookup().FindAsync(number, contact, CancellationToken.None))?.TrackingNumber);
            Assert.Null(await Lookup().FindAsync(Unused, contact, CancellationToken.None));
        }

        foreach (var contact in (string[])["other@customer.example", "+994501234568", "", "%", new string('a', 400) + "@customer.example"])
        {
            Assert.Null(await Lookup().FindAsync(number, contact, CancellationToken.None));
        }
    }

    [Fact]
    public async Task Find_NumberAndTheOtherContactThatItsCustomerGave_IsShown_UntilErased()
    {
        await using var core = new CoreOnStore(Database);
        var posted = Some.Mail() with { Medium = Medium.Form, IsSenderClaimed = true, AlsoGiven = new ContactPoint(ContactPointKind.Phone, Phone) };
        await core.TakeAsync(posted);
        Assert.True(TrackingNumber.TryParse(await SingleAsync<string>("SELECT tracking_number FROM complaint"), out var number));
        await core.TakeAsync(posted with { Text = "The lift stands still.", AlsoGiven = null });
        Assert.True(TrackingNumber.TryParse(await SingleAsync<string>("SELECT max(tracking_number) FROM complaint WHERE tracking_number <> @digits", new { digits = number.Digits }), out var another));

        foreach (var contact in (string[])[Some.Ayla.Value, Phone, "050 123 45 67"])
        {
            Assert.Equal(number.Digits, (await Lookup().FindAsync(number, contact, CancellationToken.None))?.TrackingNumber);
        }

        Assert.Null(await Lookup().FindAsync(number, "+994501234568", CancellationToken.None));
        Assert.Null(await Lookup().FindAsync(another, Phone, CancellationToken.None));
        Assert.Equal(0, await SingleAsync<long>("SELECT count(*) FROM contact_point WHERE kind = 'phone'"));

        await new OnRequest(Database, core.Ids, "desk").EraseComplaintAsync(number, isRehearsal: false, CancellationToken.None);
        Assert.Null(await Lookup().FindAsync(number, Phone, CancellationToken.None));
    }

    /// <summary>A bot's message that names nobody and says nothing: its link shows the status all the same.</summary>
    [Fact]
    public async Task Find_ByTheLinkOfAnEmptyMessage_IsShown()
    {
        await using var core = new CoreOnStore(Database);
        var said = await core.TakeAsync(new InboundMessage { Medium = Medium.Chat, Text = "", ConversationId = "c-1", ReplyTo = new ContactPoint(ContactPointKind.Handle, "mail:c-1") });
        Assert.Equal((0L, 0L), await SingleAsync<(long, long)>("SELECT count(contact_id), count(subject) FROM complaint_message"));

        Assert.NotNull(await Lookup().FindAsync(said.ComplaintId!.Value, CancellationToken.None));
    }

    [Fact]
    public async Task Find_WrongContactAndNumberOfNobody_AskTheStoreTheSame()
    {
        var number = await OpenedAsync();
        var alone = await WorkAsync(number, "other@customer.example");
        await LinkAsync();
        var linked = await WorkAsync(number, "other@customer.example");
        var ofNobody = await WorkAsync(Unused, "other@customer.example");
        var ofNobodyWithKnownContact = await WorkAsync(Unused, Some.Ayla.Value);

        Assert.Single(ofNobody);
        Assert.Equal(ofNobody, alone);
        Assert.Equal(ofNobody, linked);
        Assert.Equal(ofNobody, ofNobodyWithKnownContact);
    }

    /// <summary>The statements, without their values, that the store runs for <paramref name="work"/>.</summary>
    private protected abstract Task<List<string>> StatementsAsync(Func<Task> work);

    private StatusLookup Lookup() => new(Database, ["AZ"]);

    private Task<List<string>> WorkAsync(TrackingNumber number, string contact) =>
        StatementsAsync(async () => Assert.Null(await Lookup().FindAsync(number, contact, CancellationToken.None)));

    private async Task<TrackingNumber> OpenedAsync()
    {
        await using var core = new CoreOnStore(Database);
        await core.TakeAsync(Some.Mail());
        Assert.True(TrackingNumber.TryParse(await SingleAsync<string>("SELECT tracking_number FROM complaint"), out var number));
        return number;
    }

    private async Task LinkAsync()
    {
        var (ayla, phone) = (Some.Ayla, new ContactPoint(ContactPointKind.Phone, Phone));
        Assert.True(await Database.WriteAsync(
            async session => await ContactLinks.LinkAsync(
                session, (await ContactLinks.FindAsync(session, ayla))!, await ContactLinks.AddAsync(session, phone, 7_000_000), ContactLinks.ByOperator, null, "test"),
            CancellationToken.None));
    }
}
