using System.Text;
using Npgsql;
using TestSupport;

namespace EndToEnd.Tests;

/// <summary>The servers under the other tests do what those rely on.</summary>
public sealed class TestServersTests
{
    private static readonly byte[] Mail = "Subject: dots\r\n\r\n.one\r\n..two\r\n"u8.ToArray();

    [Fact]
    public async Task Deliver_MailWithLeadingDots_LiesInTheMailboxUnchanged()
    {
        var mailbox = MailServer.Running.Mailbox(MailServer.Running.NewAddress("dots"));

        await MailServer.Running.DeliverAsync(Mail, mailbox.Address);

        Assert.EndsWith("\n.one\n..two\n", Text(Assert.Single(await mailbox.WaitForAsync(1))), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Submit_ToTwoMailboxes_ReachesBoth()
    {
        var server = MailServer.Running;
        var first = server.Mailbox(server.NewAddress("first"));
        var second = server.Mailbox(server.NewAddress("second"));

        await server.SubmitAsync(Mail, "ali@kunde.example", first.Address, second.Address);

        Assert.Single(await first.WaitForAsync(1));
        Assert.Single(await second.WaitForAsync(1));
    }

    [Fact]
    public async Task SmtpSink_DropAfterData_KeepsTheMail()
    {
        await using var sink = await SmtpSink.StartAsync(SmtpSink.DropAfterData);
        await using var session = await MailSession.OpenAsync("127.0.0.1", sink.Port, "EHLO tests.example");

        await Assert.ThrowsAsync<IOException>(() => session.SendAsync("a@x.example", ["b@x.example"], Mail, answerPerRecipient: false));

        Assert.Contains("..two", Text(Assert.Single(sink.Mails())), StringComparison.Ordinal);
    }

    [Fact]
    public async Task CreateDatabase_IsDurableAndGoneAfterwards()
    {
        string connectionString;
        await using (var database = await PostgresServer.CreateDatabaseAsync())
        {
            connectionString = database.ConnectionString;
            await using var connection = new NpgsqlConnection(connectionString);
            await connection.OpenAsync();
            Assert.Equal("on", await new NpgsqlCommand("SHOW fsync", connection).ExecuteScalarAsync());
        }

        await using var late = new NpgsqlConnection(connectionString);
        await Assert.ThrowsAsync<PostgresException>(() => late.OpenAsync());
    }

    private static string Text(byte[] mail) => Encoding.ASCII.GetString(mail).ReplaceLineEndings("\n");
}
