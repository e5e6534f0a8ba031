using Ingestion.Channels;
using Ingestion.Worker.Complaints;
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
