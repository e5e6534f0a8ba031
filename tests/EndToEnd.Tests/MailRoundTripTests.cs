using TestSupport;

namespace EndToEnd.Tests;

/// <summary>The main job, with real servers: a mail becomes a complaint with a number, and the customer reads the number.</summary>
public sealed class MailRoundTripTests
{
    [Theory]
    [InlineData(Store.Sqlite)]
    [InlineData(Store.Postgres)]
    public async Task MailBySmtp_IsRegistered_AndAcknowledgedWithItsNumber(Store store)
    {
        var server = MailServer.Running;
        var support = server.NewAddress("support");
        var customer = server.NewAddress("ali", "kunde.example");
        await using var installation = await Installation.CreateAsync(store);
        installation.WithImap("support-mail", support).WithSmtp("outgoing", support);
        await using var worker = await installation.StartAsync();

        await server.SubmitAsync(
            SampleMail.Complaint(customer, support, "I want to complain: my card was charged twice.", "<round.trip@kunde.example>"), customer, support);
        var acknowledgement = Assert.Single(await server.ReadByImapAsync(customer, 1));

        var number = Assert.Single(await installation.Pool.QueryAsync<string>("SELECT tracking_number FROM complaint"));
        Assert.Equal(number, SampleMail.NumberInSubject(acknowledgement));
        Assert.Equal("auto-replied", SampleMail.Header(acknowledgement, "Auto-Submitted"));
        Assert.Equal("<round.trip@kunde.example>", SampleMail.Header(acknowledgement, "In-Reply-To"));
        Assert.Equal("<>", SampleMail.Header(acknowledgement, "Return-Path"));
        await installation.Pool.WaitUntilQuietAsync();
        Assert.Equal("sent", Assert.Single(await installation.Pool.QueryAsync<string>("SELECT state FROM outbox")));
    }

    [Theory]
    [InlineData(Store.Sqlite)]
    [InlineData(Store.Postgres)]
    public async Task ReplyToTheAcknowledgement_JoinsTheComplaint_AndIsNotAcknowledgedAgain(Store store)
    {
        var server = MailServer.Running;
        var support = server.NewAddress("support");
        var customer = server.NewAddress("leyla", "kunde.example");
        await using var installation = await Installation.CreateAsync(store);
        installation.WithImap("support-mail", support).WithSmtp("outgoing", support);
        await using var worker = await installation.StartAsync();
        await server.DeliverAsync(SampleMail.Complaint(customer, support, "I want to complain about my card."), support);
        var acknowledgement = Assert.Single(await server.ReadByImapAsync(customer, 1));

        var reply = SampleMail.Complaint(customer, support, "One more thing: it happened in Baku.", subject: "Re: your answer");
        byte[] threaded = [.. System.Text.Encoding.ASCII.GetBytes($"In-Reply-To: {SampleMail.Header(acknowledgement, "Message-ID")}\r\n"), .. reply];
        await server.DeliverAsync(threaded, support);

        await installation.Pool.WaitForDecidedAsync(2);
        Assert.Equal(1, await installation.Pool.CountAsync("SELECT count(*) FROM complaint"));
        Assert.Equal(2, await installation.Pool.CountAsync("SELECT count(*) FROM complaint_message"));
        await installation.Pool.WaitUntilQuietAsync();
        Assert.Equal(1, await installation.Pool.CountAsync("SELECT count(*) FROM outbox"));
        Assert.Single(server.Mailbox(customer).Read());
    }
}
