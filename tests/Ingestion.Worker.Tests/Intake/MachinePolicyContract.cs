using Ingestion.Channels;
using Ingestion.Worker.Intake.Machines;
using Ingestion.Worker.Settings;
using Ingestion.Worker.Storage;
using Ingestion.Worker.Tests.Core;
using Xunit;

namespace Ingestion.Worker.Tests.Intake;

/// <summary>Recording and acknowledging are two decisions: everything is recorded, and in doubt the acknowledgement waits.</summary>
public abstract class MachinePolicyContract : IntakeContract
{
    private protected MachinePolicyContract(StoreKind kind)
        : base(kind)
    {
    }

    private protected override CoreOnStore NewCore(Database database) => new(database) { IntakeSettings = Some.EachItsOwn };

    [Fact]
    public async Task Decide_Doubt_IsAComplaintWhoseAnswerIsHeldAndTold()
    {
        var entry = await Core.TakeAsync(Some.Mail().Signed("spam", MachineSignStrength.Doubt));

        Assert.Equal(("complaint", "machine-spam"), (entry.Outcome, entry.Held));
        Assert.Equal(("held", "machine-spam"), await SingleAsync<(string, string)>("SELECT state, last_reason FROM outbox"));
        Assert.Contains("\"acknowledgementHeldBy\":\"machine-spam\"", await SingleAsync<string>("SELECT CAST(payload AS text) FROM event"), StringComparison.Ordinal);
        Assert.Empty((await Core.Outbox.LeaseAsync("mail", 10, CancellationToken.None)).Rows);
    }

    [Theory]
    [InlineData("Otomatik yanıt: Şikâyetiniz", "…", "machine-subject-automatic")]
    [InlineData("Re: hi", "I am out of the office and will be back in the office on Monday.", "machine-hints")]
    [InlineData("Re: salam", "Məzuniyyətdəyəm, qayıdanda cavab verəcəyəm.", "machine-hints")]
    public async Task Decide_AbsenceNoteWithoutAnyField_IsHeld(string subject, string text, string reason)
    {
        var entry = await Core.TakeAsync(Some.Mail(text) with { Subject = subject });

        Assert.Equal(("complaint", reason), (entry.Outcome, entry.Held));
    }

    [Fact]
    public async Task Decide_AbsenceNoteWithAField_IsAReport()
    {
        var entry = await Core.TakeAsync((Some.Mail("away") with { Subject = "Automatic reply: x" }).Signed("auto-submitted", MachineSignStrength.NoAnswer));

        Assert.Equal("machine-mail", entry.Outcome);
        Assert.True(entry.Has("machine-mail", "absence-note"));
    }

    [Fact]
    public async Task Decide_OwnChannelWithANumberOfOurs_IsMachineMailOfItsComplaint()
    {
        var own = Some.Phone("+902120000000");
        Core.Channel("chat", facts => facts with { Own = new OwnPoints([own]) });
        var opened = await Core.TakeAsync(Some.Mail());
        var number = await NumberOfAsync(opened.ComplaintId);

        var echo = await Core.TakeAsync(Some.Sms($"Your complaint is registered. No. {number}.", own.Value), "chat");
        var other = await Core.TakeAsync(Some.Sms("please call", own.Value), "chat");

        Assert.Equal(("machine-mail", opened.ComplaintId), (echo.Outcome, echo.ComplaintId));
        Assert.Equal(("complaint", "machine-own-channel"), (other.Outcome, other.Suppressed));
        await AssertPoolAsync(2, 1);
    }

    [Theory]
    [InlineData("support+x@us.example")]
    [InlineData("Support@us.example")]
    public async Task Decide_OwnAddressWithATagOrCapitals_IsOurs(string from)
    {
        Core.Channel("mail", facts => facts with { Own = new OwnPoints([Some.Email("support@us.example")]) });

        Assert.Equal("machine-own-channel", (await Core.TakeAsync(Some.Mail("hello", Some.Email(from)))).Suppressed);
    }

    [Theory]
    [InlineData(nameof(SenderPolicy.Hold), "spoofed-sender", null)]
    [InlineData(nameof(SenderPolicy.Suppress), null, "spoofed-sender")]
    [InlineData(nameof(SenderPolicy.Answer), null, null)]
    public async Task Decide_SpoofedSender_IsRecordedAndAnsweredByPolicyOnly(string policy, string? held, string? suppressed)
    {
        Core.Acknowledgements = new AcknowledgementSettings { SpoofedSenders = Enum.Parse<SenderPolicy>(policy) };
        var entry = await Core.TakeAsync(Some.Mail() with { Standing = SenderStanding.Denied });

        Assert.Equal(("complaint", held, suppressed), (entry.Outcome, entry.Held, entry.Suppressed));
    }

    [Fact]
    public async Task Decide_UnverifiedSender_IsHeldWhereThePolicySaysSo()
    {
        Core.IntakeSettings = Some.EachItsOwn;
        Core.Acknowledgements = new AcknowledgementSettings { UnverifiedSenders = SenderPolicy.Hold };

        Assert.Equal("unverified-sender", (await Core.TakeAsync(Some.Mail())).Held);
        Assert.True((await Core.TakeAsync(Some.Mail("b") with { Standing = SenderStanding.Confirmed })).IsAnswered);
        Assert.True((await Core.TakeAsync(Some.Sms(), "chat")).IsAnswered);
    }

    [Fact]
    public async Task Decide_StrangerWhoNamesANumber_IsRecordedAndLearnsNothing()
    {
        var opened = await Core.TakeAsync(Some.Mail());
        var stranger = await Core.TakeAsync(Some.Mail($"about {await NumberOfAsync(opened.ComplaintId)}", Some.Rza));

        Assert.Equal(("complaint", "names-matter-of-another"), (stranger.Outcome, stranger.Held));
    }

    [Fact]
    public async Task Decide_StopWhileAnAnswerIsHeld_EndsIt()
    {
        await Core.TakeAsync(Some.Sms("spam", "+994501234567"), "chat");
        await Core.TakeAsync(Some.Sms("stop") with { Consent = ConsentChange.Stop }, "chat");

        Assert.Equal(("suppressed", "opted-out"), await SingleAsync<(string, string)>("SELECT state, last_reason FROM outbox"));
    }
}
