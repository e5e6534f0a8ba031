using Ingestion.Channels;
using Ingestion.Worker.Complaints;
using Ingestion.Worker.Storage;
using Ingestion.Worker.Tests.Core;
using Xunit;

namespace Ingestion.Worker.Tests.Intake;

/// <summary>Contacts that an operator takes for one person, and no longer does.</summary>
public abstract class ContactLinkContract : IntakeContract
{
    private const string Phone = "+994501234567";

    private protected ContactLinkContract(StoreKind kind)
        : base(kind)
    {
    }

    [Fact]
    public async Task Link_NumberQuotedFromTheOtherPoint_JoinsUntilItIsTakenBack()
    {
        var opened = await Core.TakeAsync(Some.Mail());
        var number = await NumberOfAsync(opened.ComplaintId);
        var stranger = await Core.TakeAsync(Some.Sms("one " + number), "chat", Hours(-30));
        Assert.True(await DecideAsync(true, Some.Ayla, Some.Phone(Phone)));
        var linked = await Core.TakeAsync(Some.Sms("two " + number), "chat", Hours(-20));
        Assert.True(await DecideAsync(false, Some.Phone(Phone), Some.Ayla));
        var unlinked = await Core.TakeAsync(Some.Sms("three " + number), "chat", Hours(-10));

        Assert.True(stranger.Has("conversation", "number-quoted-by-another-sender"));
        Assert.Equal(("follow-up", opened.ComplaintId), (linked.Outcome, linked.ComplaintId));
        Assert.True(unlinked.Has("conversation", "number-quoted-by-another-sender"));
        Assert.Equal("complaint", unlinked.Outcome);
        Assert.Equal(
            ["contact.linked", "contact.unlinked"], await QueryAsync<string>("SELECT type FROM event WHERE complaint_id = @id AND type LIKE 'contact%' ORDER BY version", new { id = opened.ComplaintId }));
        Assert.Equal(4, await CountAsync("operator_action"));
    }

    [Fact]
    public async Task Unlink_OfAChain_SplitsExactlyThereAndLeavesComplaintsAsTheyWere()
    {
        foreach (var name in (string[])["a", "b", "c", "d"])
        {
            await Core.TakeAsync(Some.Mail("the matter of " + name, Some.Email(name + "@customer.example")));
        }

        var before = await QueryAsync<(long, long)>("SELECT id, contact_id FROM complaint ORDER BY id");
        Assert.True(await DecideAsync(true, Point("c"), Point("b")));
        Assert.True(await DecideAsync(true, Point("d"), Point("c")));
        Assert.True(await DecideAsync(true, Point("b"), Point("a")));
        Assert.Equal(["abcd"], await GroupsAsync());
        Assert.False(await DecideAsync(true, Point("a"), Point("b")));
        Assert.False(await DecideAsync(false, Point("a"), Point("d")));

        Assert.True(await DecideAsync(false, Point("b"), Point("c")));
        Assert.Equal(["ab", "cd"], await GroupsAsync());
        Assert.True(await DecideAsync(false, Point("a"), Point("b")));
        Assert.Equal(["a", "b", "cd"], await GroupsAsync());
        Assert.True(await DecideAsync(true, Point("b"), Point("a")));
        Assert.Equal(["ab", "cd"], await GroupsAsync());
        Assert.Equal(before, await QueryAsync<(long, long)>("SELECT id, contact_id FROM complaint ORDER BY id"));
        Assert.Equal(3, await CountAsync("contact_link"));
    }

    [Fact]
    public async Task Decide_OneAddressWithOtherCapitals_IsOneContactAnsweredAsWritten()
    {
        var opened = await Core.TakeAsync(Some.Mail("my parcel", Some.Email("Ayla@customer.example")));
        var reply = await Core.TakeAsync(Some.Mail("about " + await NumberOfAsync(opened.ComplaintId), Some.Email("ayla@customer.example")));

        Assert.Equal(("follow-up", opened.ComplaintId), (reply.Outcome, reply.ComplaintId));
        Assert.Equal(["ayla@customer.example"], await QueryAsync<string>("SELECT value FROM contact_point"));
        Assert.Equal(["Ayla@customer.example"], await QueryAsync<string>("SELECT recipient FROM outbox"));
    }

    [Fact]
    public async Task Decide_DotlessI_IsAnotherPerson()
    {
        var opened = await Core.TakeAsync(Some.Mail("my parcel", Some.Email("mike@customer.example")));
        var other = await Core.TakeAsync(Some.Mail("about " + await NumberOfAsync(opened.ComplaintId), Some.Email("mıke@customer.example")));

        Assert.True(other.Has("conversation", "number-quoted-by-another-sender"));
        await AssertPoolAsync(2, 2);
    }

    private static ContactPoint Point(string name) => Some.Email(name + "@customer.example");

    private static DateTimeOffset Hours(int hours) => TimeProvider.System.GetUtcNow().AddHours(hours);

    private async Task<bool> DecideAsync(bool isLink, ContactPoint one, ContactPoint other)
    {
        var first = await Database.ReadAsync(session => ContactLinks.FindAsync(session, one), CancellationToken.None);
        var second = await Database.ReadAsync(session => ContactLinks.FindAsync(session, other), CancellationToken.None);
        return await Worker.Commands.Contacts.DecideAsync(Database, isLink, first!, second!, "a note", "a test", CancellationToken.None);
    }

    /// <summary>The first letters of the points of each person.</summary>
    private async Task<string[]> GroupsAsync() =>
    [
        .. (await QueryAsync<(long Person, string Value)>("SELECT COALESCE(linked_to, contact_id), value FROM contact_point ORDER BY value"))
            .GroupBy(row => row.Person).Select(group => string.Concat(group.Select(row => row.Value[0]))).Order(StringComparer.Ordinal),
    ];
}
