using Ingestion.Channels;
using Ingestion.Worker.Complaints;
using Ingestion.Worker.Erasure;
using Ingestion.Worker.Storage;
using Ingestion.Worker.Tests.Core;
using Xunit;

namespace Ingestion.Worker.Tests.Intake;

/// <summary>Points that are linked on evidence, and what is no evidence.</summary>
public abstract class ContactEvidenceContract : IntakeContract
{
    private const string Phone = "+994501234567";

    private protected ContactEvidenceContract(StoreKind kind)
        : base(kind)
    {
    }

    [Fact]
    public async Task Code_WithItsNumberFromAnotherPoint_LinksAndJoins()
    {
        var (id, number, code) = await OpenAsync();

        var proven = await Core.TakeAsync(Some.Sms($"my parcel {number} {code.ToLowerInvariant()}", Phone), "chat", Hours(-30));
        var later = await Core.TakeAsync(Some.Sms("still about " + number, Phone), "chat", Hours(-20));

        Assert.Equal([("follow-up", (long?)id), ("follow-up", id)], ((LedgerEntry[])[proven, later]).Select(entry => (entry.Outcome, entry.ComplaintId)));
        Assert.Equal(("code", "complaint " + id, "worker"), await SingleAsync<(string, string, string)>("SELECT reason, evidence, made_by FROM contact_link"));
        Assert.Equal(["complaint.opened", "contact.linked", "message.added", "message.added"], await QueryAsync<string>("SELECT type FROM event WHERE complaint_id = @id ORDER BY version", new { id }));
        Assert.Equal(1, await SingleAsync<long>("SELECT count(DISTINCT linked_to) FROM contact_point WHERE linked_to IS NOT NULL"));
    }

    [Fact]
    public async Task Code_UsedAlready_LinksNoSecondPoint()
    {
        var (id, number, code) = await OpenAsync();
        await Core.TakeAsync(Some.Sms($"{number} {code}", Phone), "chat");

        var second = await Core.TakeAsync(Some.Sms($"{number} {code}", "+994507654321"), "chat");

        Assert.Equal("complaint", second.Outcome);
        Assert.True(second.Has("conversation", "number-quoted-by-another-sender"));
        Assert.Equal(1, await CountAsync("contact_link"));
        Assert.NotEqual(id, second.ComplaintId);
    }

    [Theory]
    [InlineData("wrong")]
    [InlineData("alone")]
    [InlineData("of another complaint")]
    [InlineData("in quoted text")]
    [InlineData("by a machine")]
    [InlineData("by a claimed sender")]
    [InlineData("by mail that nobody confirms")]
    [InlineData("by mail that is denied")]
    [InlineData("too late")]
    [InlineData("sent to a Reply-To")]
    [InlineData("in a long text")]
    [InlineData("beside our link")]
    [InlineData("in what was passed on")]
    public async Task Code_ThatProvesNothing_JoinsAndLinksNothing(string how)
    {
        var (id, number, code) = await OpenAsync(how == "sent to a Reply-To" ? Some.Email("other@customer.example") : null);
        var other = await Core.TakeAsync(Some.Mail("a fridge", Some.Rza));
        if (how == "too late")
        {
            await ExecuteAsync($"UPDATE complaint SET received_at = {Database.NowPlus("-31 * 86400")}");
        }

        var message = Some.Sms($"{number} {code}", Phone);
        var taken = await Core.TakeAsync(
            how switch
            {
                "wrong" => Some.Sms($"{number} 2222-2222", Phone),
                "alone" => Some.Sms($"about {code}", Phone),
                "of another complaint" => Some.Sms($"{number} {CoreOnStore.LinkCodes.Create(other.ComplaintId!.Value)}", Phone),
                "in quoted text" => message with { Text = "see below", FullText = $"see below\n> {number} {code}" },
                "in a long text" => Some.Sms($"{new string('x', 1_600)} {number} {code}", Phone),
                "beside our link" => Some.Sms($"{number} https://complaints.example.az/t/7.AAAA {code}", Phone),
                "in what was passed on" => message with { OwnWords = "" },
                "by a machine" => message.Signed("help-keyword", MachineSignStrength.MachineReport),
                "by mail that nobody confirms" => Some.Mail($"{number} {code}", Some.Email("victim@customer.example")),
                "by mail that is denied" => Some.Mail($"{number} {code}", Some.Email("victim@customer.example")) with { Standing = SenderStanding.Denied },
                "by a claimed sender" => message with { Medium = Medium.Form, IsSenderClaimed = true },
                _ => message,
            },
            "chat");

        Assert.NotEqual(id, how == "by a machine" ? null : taken.ComplaintId);
        Assert.Equal(0, await CountAsync("contact_link"));
    }

    [Fact]
    public async Task Code_ByMailThatItsHostConfirms_LinksAndJoins()
    {
        var (id, number, code) = await OpenAsync();

        var proven = await Core.TakeAsync(Some.Mail($"my parcel {number} {code}", Some.Email("other@customer.example")) with { Standing = SenderStanding.Confirmed }, "mail", Hours(-30));

        Assert.Equal(("follow-up", (long?)id), (proven.Outcome, proven.ComplaintId));
        Assert.Equal(1, await CountAsync("contact_link"));
    }

    [Fact]
    public async Task DeniedSender_NamesTheNumberOrTellsTheSame_JoinsNothingAndIsSuggested()
    {
        var opened = await Core.TakeAsync(Some.Mail("The kettle from order 77123988 leaks at the lid and burns my hand", Some.Ayla), "mail", Hours(-30));
        var number = await NumberOfAsync(opened.ComplaintId);

        var quoted = await Core.TakeAsync(Some.Mail($"I withdraw {number}, please close it", Some.Ayla) with { Standing = SenderStanding.Denied }, "mail", Hours(-20));
        var told = await Core.TakeAsync(Some.Mail("The kettle from order 77123988 leaks at the lid, I withdraw this", Some.Ayla) with { Standing = SenderStanding.Denied }, "mail", Hours(-10));

        Assert.All((LedgerEntry[])[quoted, told], entry => Assert.Equal("complaint", entry.Outcome));
        Assert.True(quoted.Has("conversation", "number-quoted-by-a-claimed-sender"));
        Assert.NotEqual(opened.ComplaintId, told.ComplaintId);
        Assert.Equal(3, await CountAsync("complaint"));
    }

    [Fact]
    public async Task Code_AfterTheLinkWasTakenBack_DoesNotBringItAgain()
    {
        var (id, number, code) = await OpenAsync();
        await Core.TakeAsync(Some.Sms($"{number} {code}", Phone), "chat", Hours(-40));
        Assert.True(await DecideAsync(false, Some.Ayla, Some.Phone(Phone)));

        var again = await Core.TakeAsync(Some.Sms($"{number} {code}", Phone), "chat", Hours(-20));

        Assert.NotEqual(id, again.ComplaintId);
        Assert.Equal(0, await SingleAsync<long>("SELECT count(*) FROM contact_point WHERE linked_to IS NOT NULL"));
    }

    [Fact]
    public async Task Provider_VouchesForATelephone_ItsOwnerIsOneCustomer()
    {
        var opened = await Core.TakeAsync(Some.Sms("my parcel", Phone), "chat", Hours(-30));
        var shared = Some.Chat("room", "my number", new ContactPoint(ContactPointKind.Handle, "telegram:5")) with { AlsoKnownAs = [Some.Phone(Phone), Some.Phone("+994507654321")] };
        await Core.TakeAsync(shared, "mail2");
        await Core.TakeAsync(shared, "mail2");

        var joined = await Core.TakeAsync(Some.Chat("another room", "about " + await NumberOfAsync(opened.ComplaintId), shared.Sender), "mail2");
        var later = await Core.TakeAsync(Some.Sms("about " + await NumberOfAsync(opened.ComplaintId), "+994507654321"), "chat", Hours(-9));

        Assert.All((LedgerEntry[])[joined, later], message => Assert.Equal(("follow-up", opened.ComplaintId), (message.Outcome, message.ComplaintId)));
        Assert.Equal(2, await SingleAsync<long>("SELECT count(*) FROM contact_link WHERE reason = 'provider'"));
    }

    [Fact]
    public async Task Provider_VouchesForATelephoneThatNeverWrote_ErasureForgetsIt()
    {
        var shared = await Core.TakeAsync(
            Some.Chat("room", "my number", new ContactPoint(ContactPointKind.Handle, "telegram:5")) with { AlsoKnownAs = [Some.Phone(Phone)] }, "mail2");
        Assert.Equal(["handle", "phone"], await QueryAsync<string>("SELECT kind FROM contact_point ORDER BY kind"));

        Assert.True(TrackingNumber.TryParse(await NumberOfAsync(shared.ComplaintId), out var number));
        await new OnRequest(Database, Core.Ids, "a test").EraseComplaintAsync(number, false, CancellationToken.None);

        Assert.Empty(await QueryAsync<string>("SELECT kind FROM contact_point"));
    }

    [Fact]
    public async Task ClaimedSender_IsAnsweredAndJoinsNothing()
    {
        var (id, number, _) = await OpenAsync(messageId: "<one@customer.example>");
        var form = Some.Mail("about " + number) with { Medium = Medium.Form, IsSenderClaimed = true };

        var quoted = await Core.TakeAsync(form);
        var thread = await Core.TakeAsync(form with { Text = "more", References = ["<one@customer.example>"] });
        var piece = await Core.TakeAsync(Some.Sms("first", Phone), "chat");
        var claimedPiece = await Core.TakeAsync(Some.Sms("second", Phone) with { IsSenderClaimed = true }, "chat");

        Assert.All((LedgerEntry[])[quoted, thread, claimedPiece], message => Assert.Equal("complaint", message.Outcome));
        Assert.True(quoted.IsAnswered, string.Join(' ', quoted.Reasons));
        Assert.True(quoted.Has("conversation", "number-quoted-by-a-claimed-sender"));
        Assert.NotEqual(piece.ComplaintId, claimedPiece.ComplaintId);
        Assert.Contains($"\"linkedComplaintId\":{id}", await SingleAsync<string>("SELECT CAST(payload AS text) FROM event WHERE complaint_id = @id", new { id = quoted.ComplaintId }));

        // Whoever has the address answers what came there.
        var owner = await Core.TakeAsync(Some.Mail("it was me").Answering(CoreOnStore.OwnIds.Create("ack", quoted.ComplaintId!.Value)));
        Assert.Equal(quoted.ComplaintId, owner.ComplaintId);
    }

    [Fact]
    public async Task ClaimedSender_InItsOwnConversation_GoesOnThere()
    {
        var first = await Core.TakeAsync(Some.Chat("room", "hello", Some.Ayla) with { IsSenderClaimed = true }, "chat");
        var second = await Core.TakeAsync(Some.Chat("room", "more", Some.Ayla) with { IsSenderClaimed = true }, "chat");

        Assert.Equal(("follow-up", first.ComplaintId), (second.Outcome, second.ComplaintId));
    }

    private static DateTimeOffset Hours(int hours) => TimeProvider.System.GetUtcNow().AddHours(hours);

    private async Task<(long Id, string Number, string Code)> OpenAsync(ContactPoint? replyTo = null, string? messageId = null)
    {
        var opened = await Core.TakeAsync(Some.Mail("my parcel", id: messageId) with { ReplyTo = replyTo ?? Some.Ayla });
        Assert.True(opened.IsAnswered);
        return (opened.ComplaintId!.Value, await NumberOfAsync(opened.ComplaintId), CoreOnStore.LinkCodes.Create(opened.ComplaintId.Value));
    }

    private async Task<bool> DecideAsync(bool isLink, ContactPoint one, ContactPoint other)
    {
        var first = await Database.ReadAsync(session => ContactLinks.FindAsync(session, one), CancellationToken.None);
        var second = await Database.ReadAsync(session => ContactLinks.FindAsync(session, other), CancellationToken.None);
        return await Worker.Commands.Contacts.DecideAsync(Database, isLink, first!, second!, "a note", "a test", CancellationToken.None);
    }
}
