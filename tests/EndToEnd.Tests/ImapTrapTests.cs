using System.Globalization;
using TestSupport;

namespace EndToEnd.Tests;

/// <summary>What happens to real mailboxes, seen by the whole worker.</summary>
public sealed class ImapTrapTests : IAsyncLifetime
{
    private readonly MailServer server = MailServer.Running;
    private readonly string support = MailServer.Running.NewAddress("support");
    private readonly string customer = MailServer.Running.NewAddress("customer", "kunde.example");
    private Installation installation = null!;

    public async ValueTask InitializeAsync()
    {
        installation = await Installation.CreateAsync(Store.Sqlite);
        installation.WithImap("support-mail", support).WithSmtp("outgoing", support).Set("Intake:RepeatWindow", "00:00:00");
    }

    public ValueTask DisposeAsync() => installation.DisposeAsync();

    [Fact]
    public async Task OneMail_ToTwoOfOurMailboxes_IsOneComplaintTwoDeliveriesOneAcknowledgement()
    {
        var sales = server.NewAddress("sales");
        installation.WithImap("sales-mail", sales);
        await using var worker = await installation.StartAsync();

        await server.SubmitAsync(SampleMail.Complaint(customer, support, "My card does not work, I complain."), customer, support, sales);

        await installation.Pool.WaitForDecidedAsync(2);
        await installation.Pool.WaitUntilQuietAsync();
        Assert.Equal(2, await installation.Pool.CountAsync("SELECT count(DISTINCT channel) FROM message"));
        Assert.Equal(1, await installation.Pool.CountAsync("SELECT count(*) FROM complaint"));
        Assert.Equal(1, await installation.Pool.CountAsync("SELECT count(*) FROM outbox"));
        Assert.Single(await server.Mailbox(customer).WaitForAsync(1));
    }

    [Fact]
    public async Task TwoMails_WithOneMessageId_AreTwoComplaints()
    {
        await using var worker = await installation.StartAsync();
        var other = server.NewAddress("other", "kunde.example");

        await server.DeliverAsync(SampleMail.Complaint(customer, support, "My card does not work, I complain.", "<same@kunde.example>"), support);
        await server.DeliverAsync(SampleMail.Complaint(other, support, "Your branch was closed, I complain.", "<same@kunde.example>"), support);

        await installation.Pool.WaitForDecidedAsync(2);
        Assert.Equal(2, await installation.Pool.CountAsync("SELECT count(*) FROM complaint"));
        Assert.Single(await server.Mailbox(customer).WaitForAsync(1));
        Assert.Single(await server.Mailbox(other).WaitForAsync(1));
    }

    [Fact]
    public async Task Mail_WithoutMessageId_IsRegisteredAndAcknowledged()
    {
        await using var worker = await installation.StartAsync();

        await server.DeliverAsync(SampleMail.Complaint(customer, support, "My card does not work, I complain.", messageId: ""), support);

        var acknowledgement = Assert.Single(await server.Mailbox(customer).WaitForAsync(1));
        Assert.Null(SampleMail.Header(acknowledgement, "In-Reply-To"));
        Assert.Equal(
            Assert.Single(await installation.Pool.QueryAsync<string>("SELECT tracking_number FROM complaint")), SampleMail.NumberInSubject(acknowledgement));
    }

    [Fact]
    public async Task UidValidity_Changes_NothingIsLostOrDoubled()
    {
        await using var worker = await installation.StartAsync();
        await server.DeliverAllAsync(Complaints(3), support);
        await server.Mailbox(customer).WaitForAsync(3);

        server.Mailbox(support).ChangeUidValidity();
        await server.DeliverAsync(SampleMail.Complaint(customer, support, "The fourth: my card does not work, I complain."), support);

        await server.Mailbox(customer).WaitForAsync(4);
        await PollsAsync(3);
        await installation.Pool.WaitUntilQuietAsync();
        Assert.Equal(4, await installation.Pool.CountAsync("SELECT count(*) FROM complaint"));
        Assert.Equal(4, await installation.Pool.CountAsync("SELECT count(*) FROM outbox"));
    }

    [Fact]
    public async Task ColleagueReadsFirst_IsRegisteredAllTheSame()
    {
        await server.DeliverAsync(SampleMail.Complaint(customer, support, "My card does not work, I complain."), support);
        server.Mailbox(support).MarkAllSeen();

        await using var worker = await installation.StartAsync();

        Assert.Single(await server.Mailbox(customer).WaitForAsync(1));
        Assert.Equal(1, await installation.Pool.CountAsync("SELECT count(*) FROM complaint"));
    }

    [Fact]
    public async Task NothingNew_IsNotFetchedAgain_AndTheMailStaysUnseen()
    {
        await using var worker = await installation.StartAsync();
        await server.DeliverAsync(SampleMail.Complaint(customer, support, "My card does not work, I complain."), support);
        await server.Mailbox(customer).WaitForAsync(1);

        await PollsAsync(3);

        Assert.Equal(1, await installation.Pool.CountAsync("SELECT sum(offers) FROM message"));
        Assert.Single(server.Mailbox(support).Read());
        Assert.Equal(0, server.Mailbox(support).CountFlagged('S'));
    }

    [Fact]
    public async Task TenThousandOldMails_AreRecorded_AndNoneIsAcknowledged()
    {
        const int Old = 10_000;
        var before = new DateTimeOffset(2025, 6, 1, 0, 0, 0, TimeSpan.Zero);
        server.Mailbox(support).Plant(Complaints(Old).Select((mail, i) => (mail, before.AddMinutes(i))));
        installation.WithImap("support-mail", support, startDate: "2026-01-01");
        await using var worker = await installation.StartAsync();

        await installation.Pool.WaitForDecidedAsync(Old, TimeSpan.FromMinutes(5));
        var other = server.NewAddress("new", "kunde.example");
        await server.DeliverAsync(SampleMail.Complaint(other, support, "My card does not work, I complain."), support);

        Assert.Single(await server.Mailbox(other).WaitForAsync(1));
        await installation.Pool.WaitUntilQuietAsync();
        Assert.Equal(Old + 1, await installation.Pool.CountAsync("SELECT count(*) FROM message"));
        Assert.Equal(1, await installation.Pool.CountAsync("SELECT count(*) FROM outbox"));
        Assert.Empty(server.Mailbox(customer).Read());
    }

    [Fact]
    public async Task MessageThatCannotBeFetched_IsAHole_NewerOnesAreRegistered_AndItIsOnceItCan()
    {
        await server.DeliverAllAsync(Complaints(5), support);
        server.Mailbox(support).MakeUnreadable(mail => System.Text.Encoding.UTF8.GetString(mail).Contains("number 3 ", StringComparison.Ordinal));

        await using var worker = await installation.StartAsync();
        await installation.Pool.WaitForDecidedAsync(4);
        await server.DeliverAsync(SampleMail.Complaint(customer, support, "Newer: my card does not work, I complain."), support);

        await server.Mailbox(customer).WaitForAsync(5);
        Assert.Equal(5, await installation.Pool.CountAsync("SELECT count(*) FROM complaint"));
        Assert.Equal(1, await installation.Pool.CountAsync("SELECT count(*) FROM hole WHERE state = 'open'"));

        Assert.Equal(0, await worker.StopAsync());
        server.Mailbox(support).MakeReadable();
        await installation.PassHoleTimeAsync();
        await using var later = await installation.StartAsync();

        await installation.Pool.WaitForAsync(6, "SELECT count(*) FROM complaint");
        await installation.Pool.WaitForAsync(1, "SELECT count(*) FROM hole WHERE state <> 'open' AND closed_at IS NOT NULL");
        Assert.Equal(6, await installation.Pool.CountAsync("SELECT count(*) FROM message"));
    }

    private IEnumerable<byte[]> Complaints(int count) =>
        Enumerable.Range(1, count).Select(i =>
            SampleMail.Complaint(customer, support, string.Create(CultureInfo.InvariantCulture, $"Complaint number {i} : my card does not work.")));

    /// <summary>Waits until the mailbox has been polled that many times from now.</summary>
    private async Task PollsAsync(int count)
    {
        for (var i = 0; i < count; i++)
        {
            var last = await installation.Pool.CountAsync("SELECT last_success_at FROM channel_state WHERE channel = 'support-mail'");
            await installation.Pool.WaitForAsync(last + 1, "SELECT last_success_at FROM channel_state WHERE channel = 'support-mail'");
        }
    }
}
