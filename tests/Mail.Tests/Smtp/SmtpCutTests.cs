using System.Globalization;
using System.Text;
using Ingestion.Mail.Smtp;
using Ingestion.Mail.Transport;
using TestSupport;
using Xunit;

namespace Mail.Tests.Smtp;

/// <summary>
/// A session is cut behind each of its bytes in turn, each time a session of its own, and the server's own record says what arrived:
/// "sent" has arrived, "later" has not, and what cannot be known is "uncertain".
/// </summary>
public sealed class SmtpCutTests
{
    private const string To = "a@kunde.example";

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Send_CutAtEveryByteOfTheRequest_LaterUpToDataThenUncertain()
    {
        await using var sink = await SmtpSink.StartAsync();
        var (requests, _) = await WholeAsync(sink.Port);
        var envelope = requests.IndexOf("DATA\r\n", StringComparison.Ordinal) + 6;
        var whole = requests.IndexOf("\r\n.\r\n", StringComparison.Ordinal) + 5;
        var results = new Dictionary<string, SmtpOutcome>();
        for (var cut = 1; cut <= whole; cut++)
        {
            results[Id(cut)] = await SendAsync(sink.Port, Id(cut), requestBytes: cut);

            Assert.Equal(cut <= envelope ? SmtpOutcome.Later : SmtpOutcome.Uncertain, results[Id(cut)]);
        }

        // With its last byte the mail was whole, and only then.
        await AssertArrivedAsync(sink, results, [Id(whole)]);
    }

    [Fact]
    public async Task Send_CutAtEveryByteOfTheAnswers_LaterUpToTheGoAheadThenUncertainThenSent()
    {
        await using var sink = await SmtpSink.StartAsync();
        var (_, answers) = await WholeAsync(sink.Port);
        var goAhead = answers.IndexOf('\n', answers.IndexOf("\r\n354", StringComparison.Ordinal) + 2) + 1;
        var last = answers.IndexOf('\n', goAhead) + 1;
        var results = new Dictionary<string, SmtpOutcome>();
        for (var cut = 1; cut <= last; cut++)
        {
            results[Id(cut)] = await SendAsync(sink.Port, Id(cut), answerBytes: cut);

            Assert.Equal(cut < goAhead ? SmtpOutcome.Later : cut < last ? SmtpOutcome.Uncertain : SmtpOutcome.Sent, results[Id(cut)]);
        }

        // Cut right behind the go-ahead, the content went nowhere; all later ones were taken, whatever the client came to know of it.
        await AssertArrivedAsync(sink, results, Enumerable.Range(goAhead + 1, last - goAhead).Select(Id));
    }

    [Fact]
    public async Task Send_KeptConnectionCutAtEveryByteOfItsSecondMail_NeverSentTwice()
    {
        await using var sink = await SmtpSink.StartAsync();
        var (requests, answers) = await WholeAsync(sink.Port);
        var (first, firstAnswers) = (requests.IndexOf("\r\n.\r\n", StringComparison.Ordinal) + 5, answers.IndexOf("\r\n354", StringComparison.Ordinal));
        firstAnswers = answers.IndexOf('\n', answers.IndexOf('\n', firstAnswers + 2) + 1) + 1;
        var second = first - requests.IndexOf("MAIL", StringComparison.Ordinal);
        var results = new Dictionary<string, SmtpOutcome>();
        for (var cut = 1; cut <= second; cut++)
        {
            results[Id(cut)] = await SendAsync(sink.Port, Id(cut), requestBytes: first + cut, before: Id(9_000 + cut));
        }

        for (var cut = 1; cut <= 80; cut++)
        {
            results[Id(5_000 + cut)] = await SendAsync(sink.Port, Id(5_000 + cut), answerBytes: firstAnswers + cut, before: Id(8_000 + cut));
        }

        // Lost before the content, the second connection is the first real try; lost in it, there is no second try.
        Assert.DoesNotContain(results.Values, outcome => outcome is SmtpOutcome.Later or SmtpOutcome.Refused);
        Assert.Contains(SmtpOutcome.Sent, results.Values);
        Assert.Contains(SmtpOutcome.Uncertain, results.Values);
        await AssertArrivedAsync(sink, results, null);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Send_EximCutFromTheEnvelopeOn_OutcomeAgreesWithItsLog(bool requestsCut)
    {
        var server = MailServer.Running;
        var (requests, answers) = await WholeAsync(server.EximMxPort);
        var (from, to) = requestsCut
            ? (requests.IndexOf("MAIL", StringComparison.Ordinal), requests.IndexOf("\r\n.\r\n", StringComparison.Ordinal) + 5)
            : (answers.IndexOf("HELP\r\n", StringComparison.Ordinal) + 6, answers.LastIndexOf("\r\n221", StringComparison.Ordinal) + 2);
        var run = Guid.NewGuid().ToString("n")[..8];
        var results = new Dictionary<string, SmtpOutcome>();
        for (var cut = from; cut <= to; cut++)
        {
            results[Id(cut, run)] = await SendAsync(server.EximMxPort, Id(cut, run), requestsCut ? cut : long.MaxValue, requestsCut ? long.MaxValue : cut);
        }

        // The log has its line before the answer is given, and the process of a session ends after it.
        var log = await File.ReadAllTextAsync(server.EximLog, Stop);
        foreach (var (id, outcome) in results)
        {
            AssertHonest(id, outcome, log.Split('\n').Count(line => line.Contains(" <= ", StringComparison.Ordinal) && line.Contains($"id={id}@b.example", StringComparison.Ordinal)));
        }

        Assert.Contains(SmtpOutcome.Later, results.Values);
        Assert.Contains(SmtpOutcome.Uncertain, results.Values);
    }

    [Fact]
    public async Task Send_TlsSessionCutAllAlong_OutcomeAgreesWithItsLog()
    {
        var server = MailServer.Running;
        var run = Guid.NewGuid().ToString("n")[..8];
        await using var whole = new CutProxy(server.EximSubmissionPort);
        Assert.Equal(SmtpOutcome.Sent, await SendTlsAsync(whole, Id(0, run)));
        var results = new Dictionary<string, SmtpOutcome>();
        for (var step = 1; step <= 15; step++)
        {
            await using var requestsCut = new CutProxy(server.EximSubmissionPort, requestBytes: whole.Requests.Count * step / 15);
            results[Id(step, run)] = await SendTlsAsync(requestsCut, Id(step, run));
            await using var answersCut = new CutProxy(server.EximSubmissionPort, answerBytes: whole.Answers.Count * step / 15);
            results[Id(100 + step, run)] = await SendTlsAsync(answersCut, Id(100 + step, run));
        }

        var log = await File.ReadAllTextAsync(server.EximLog, Stop);
        foreach (var (id, outcome) in results)
        {
            AssertHonest(id, outcome, log.Split('\n').Count(line => line.Contains(" <= ", StringComparison.Ordinal) && line.Contains($"id={id}@b.example", StringComparison.Ordinal)));
        }

        Assert.Contains(SmtpOutcome.Later, results.Values);
    }

    private static async Task<SmtpOutcome> SendTlsAsync(CutProxy proxy, string id)
    {
        var server = MailServer.Running;
        SmtpOutcome outcome;
        await using (var client = new SmtpClient(
            new() { Host = "127.0.0.1", Port = proxy.Port, Security = MailSecurity.StartTls, CaFile = server.AuthorityFile },
            new("acks@test.example", server.Password),
            new() { ClientName = "w.example", MaxConnections = 1 }))
        {
            outcome = (await client.SendAsync(new("", To), Mail(id), Stop)).Outcome;
        }

        await proxy.EndedAsync();
        return outcome;
    }

    private static async Task AssertArrivedAsync(SmtpSink sink, Dictionary<string, SmtpOutcome> results, IEnumerable<string>? expected)
    {
        // The sink does one thing after another: once it has taken this mail, all that was cut is done with.
        Assert.Equal(SmtpOutcome.Sent, await SendAsync(sink.Port, "last-of-all"));
        var mails = sink.Mails().Select(mail => Encoding.ASCII.GetString(mail)).ToList();
        var arrived = results.Keys.ToDictionary(id => id, id => mails.Count(mail => mail.Contains($"<{id}@b.example>", StringComparison.Ordinal)));
        foreach (var (id, outcome) in results)
        {
            AssertHonest(id, outcome, arrived[id]);
        }

        if (expected is not null)
        {
            Assert.Equal(expected.Order(StringComparer.Ordinal), arrived.Where(one => one.Value > 0).Select(one => one.Key).Order(StringComparer.Ordinal));
        }
    }

    private static void AssertHonest(string id, SmtpOutcome outcome, int arrived)
    {
        Assert.True(arrived <= 1, $"{id} arrived {arrived} times");
        Assert.True(
            outcome switch { SmtpOutcome.Sent => arrived == 1, SmtpOutcome.Uncertain => true, _ => arrived == 0 },
            $"{id}: {outcome}, and {arrived} arrived");
    }

    private static async Task<(string Requests, string Answers)> WholeAsync(int port)
    {
        await using var proxy = new CutProxy(port);
        await using (var client = Client(proxy))
        {
            Assert.Equal(SmtpOutcome.Sent, (await client.SendAsync(new("", To), Mail(Id(0)), Stop)).Outcome);
        }

        await proxy.EndedAsync();
        return (Encoding.ASCII.GetString([.. proxy.Requests]), Encoding.ASCII.GetString([.. proxy.Answers]));
    }

    private static async Task<SmtpOutcome> SendAsync(
        int port, string id, long requestBytes = long.MaxValue, long answerBytes = long.MaxValue, string? before = null)
    {
        await using var proxy = new CutProxy(port, requestBytes, answerBytes);
        SmtpOutcome outcome;
        await using (var client = Client(proxy))
        {
            if (before is not null)
            {
                Assert.Equal(SmtpOutcome.Sent, (await client.SendAsync(new("", To), Mail(before), Stop)).Outcome);
            }

            outcome = (await client.SendAsync(new("", To), Mail(id), Stop)).Outcome;
        }

        await proxy.EndedAsync();
        return outcome;
    }

    private static SmtpClient Client(CutProxy proxy) => new(
        new() { Host = "127.0.0.1", Port = proxy.Port, Security = MailSecurity.None }, null, new() { ClientName = "w.example", MaxConnections = 1 });

    private static string Id(int cut) => Id(cut, "cut");

    private static string Id(int cut, string run) => string.Create(CultureInfo.InvariantCulture, $"{run}-{cut:D5}");

    private static byte[] Mail(string id) => Encoding.ASCII.GetBytes($"From: a@b.example\r\nMessage-ID: <{id}@b.example>\r\n\r\n.x\r\n");
}
