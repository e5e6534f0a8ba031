using System.Globalization;
using System.Text;
using TestSupport;

namespace EndToEnd.Tests;

/// <summary>Machines that write to us, as processes and files: few answers leave, and everything is on record.</summary>
public sealed class MachineMailTests
{
    /// <summary>The defaults, which the other tests switch off.</summary>
    private const int PerDomain = 30, PerText = 25, PerAddress = 5;

    /// <summary>Batches that are decided at the same moment do not see each other's counts.</summary>
    private const int Overrun = 2;

    private static readonly string[] MachineFields = ["Auto-Submitted", "X-Auto-Response-Suppress", "X-Ingestion-Loop", "Message-ID", "In-Reply-To", "References", "Return-Path"];

    [Theory]
    [InlineData(Store.Sqlite, false)]
    [InlineData(Store.Sqlite, true)]
    [InlineData(Store.Postgres, true)]
    public async Task TwoWorkersThatFaceEachOther_EndAfterAtMostTwoMails(Store store, bool isStripped)
    {
        await using var one = await Site.StartAsync(store, "support@one.example");
        await using var two = await Site.StartAsync(store, "support@two.example");
        await using var there = new Postman(one.Out, mail => two.In.Deliver(Carried(mail, isStripped)));
        await using var back = new Postman(two.Out, mail => one.In.Deliver(Carried(mail, isStripped)));

        one.In.Deliver(SampleMail.Complaint("support@two.example", "support@one.example", "My card was charged twice, please give the money back."));
        await QuietAsync(() => there.Carried + back.Carried, one, two);

        Assert.InRange(there.Carried + back.Carried, 1, 2);
        Assert.Equal(one.In.Delivered, await one.Pool.CountAsync("SELECT count(*) FROM ledger"));
        Assert.Equal(two.In.Delivered, await two.Pool.CountAsync("SELECT count(*) FROM ledger"));
    }

    [Theory]
    [InlineData("I am out of the office and will reply on my return.", 1)]
    [InlineData("Məzuniyyətdəyəm, qayıdanda cavab verəcəyəm.", 1)]
    [InlineData("Thanks.", PerAddress)]
    public async Task RobotThatAnswersEveryMail_GetsNoMoreThanItsAddressMay(string text, int most)
    {
        await using var site = await Site.StartAsync(Store.Sqlite, "support@one.example");
        await using var robot = new Postman(site.Out, _ => site.In.Deliver(SampleMail.Complaint("robot@robots.example", "support@one.example", text, subject: Guid.NewGuid().ToString("n"))));

        site.In.Deliver(SampleMail.Complaint("robot@robots.example", "support@one.example", "My card was charged twice."));
        await QuietAsync(() => robot.Carried, site);

        Assert.InRange(robot.Carried, 1, most);
        Assert.Equal(site.In.Delivered, await site.Pool.CountAsync("SELECT count(*) FROM complaint"));
    }

    [Fact]
    public async Task RobotThatChangesItsAddress_GetsNoMoreThanItsDomainAndItsTextMay()
    {
        await using var site = await Site.StartAsync(Store.Sqlite, "support@one.example");
        var next = 0;
        await using var robot = new Postman(site.Out, _ => site.In.Deliver(OfDomain(Interlocked.Increment(ref next))));
        for (var i = 0; i < 150; i++)
        {
            site.In.Deliver(OfDomain(Interlocked.Increment(ref next)));
            site.In.Deliver(OfText(i));
        }

        await QuietAsync(() => robot.Carried, site);

        Assert.InRange(robot.Carried, PerDomain, (PerDomain + PerText) * Overrun);
        Assert.Equal(site.In.Delivered, await site.Pool.CountAsync("SELECT count(*) FROM complaint"));
        Assert.Equal(site.In.Delivered - robot.Carried, await site.Pool.CountAsync("SELECT count(*) FROM outbox WHERE state = 'held' AND last_reason IN ('domain-budget-used', 'text-budget-used')"));

        static byte[] OfDomain(int i) => SampleMail.Complaint(
            string.Create(CultureInfo.InvariantCulture, $"r{i}@robots.example"), "support@one.example", string.Create(CultureInfo.InvariantCulture, $"Where is parcel {i}?"), subject: "Parcel");

        static byte[] OfText(int i) => SampleMail.Complaint(
            string.Create(CultureInfo.InvariantCulture, $"info@robots-{i}.example"),
            "support@one.example",
            string.Create(CultureInfo.InvariantCulture, $"Notice {i}: the statement of contract {i * 7} waits for you in our portal, where you can fetch and print it until the end of the month."),
            subject: "Statement");
    }

    [Fact]
    public async Task StormOfTenThousandBounces_AnswersNothingAndLandsAtTheAnswersThatBounced()
    {
        const int Answers = 20, Bounces = 10_000;
        await using var site = await Site.StartAsync(Store.Sqlite, "support@one.example");
        var sent = new List<byte[]>();
        await using var postman = new Postman(site.Out, sent.Add);
        for (var i = 0; i < Answers; i++)
        {
            site.In.Deliver(SampleMail.Complaint(
                string.Create(CultureInfo.InvariantCulture, $"c{i}@people-{i}.example"), "support@one.example", string.Create(CultureInfo.InvariantCulture, $"Parcel {i} is late.")));
        }

        await QuietAsync(() => postman.Carried, site);
        Assert.Equal(Answers, postman.Carried);
        var ids = sent.ConvertAll(mail => SampleMail.Header(mail, "Message-ID")!);
        for (var i = 0; i < Bounces; i++)
        {
            site.In.Deliver(Bounce(ids[i % Answers], i));
        }

        await QuietAsync(() => postman.Carried, site);
        await site.Pool.WaitForAsync(Answers, "SELECT count(*) FROM outbox WHERE state = 'undelivered' AND last_reason = 'bounced-5.1.1'");

        Assert.Equal(Answers, postman.Carried);
        Assert.Equal(Answers, await site.Pool.CountAsync("SELECT count(*) FROM complaint"));
        Assert.Equal(Bounces, await site.Pool.CountAsync("SELECT count(*) FROM ledger WHERE outcome = 'machine-mail' AND complaint_id IS NOT NULL"));
        Assert.Equal(Answers, await site.Pool.CountAsync("SELECT count(*) FROM contact_point WHERE bounced_at IS NOT NULL"));
    }

    private static byte[] Bounce(string id, int number) => Encoding.ASCII.GetBytes(
        $"""
        Return-Path: <>
        From: Mail Delivery System <MAILER-DAEMON@mx.people.example>
        To: support@one.example
        Subject: Undelivered Mail Returned to Sender
        Message-ID: <bounce.{number}@mx.people.example>
        Auto-Submitted: auto-replied
        MIME-Version: 1.0
        Content-Type: multipart/report; report-type=delivery-status; boundary="b"

        --b
        Content-Type: text/plain

        Your message could not be delivered ({number}).
        --b
        Content-Type: message/delivery-status

        Reporting-MTA: dns; mx.people.example

        Final-Recipient: rfc822; somebody@people.example
        Action: failed
        Status: 5.1.1

        --b
        Content-Type: text/rfc822-headers

        Message-ID: {id}
        --b--

        """.ReplaceLineEndings("\r\n"));

    /// <summary>As a mail system delivers it: with the envelope's empty sender, or, stripped, as the worst of gateways does.</summary>
    private static byte[] Carried(byte[] mail, bool isStripped)
    {
        var text = Encoding.UTF8.GetString(mail);
        if (!isStripped)
        {
            return Encoding.UTF8.GetBytes("Return-Path: <>\r\n" + text);
        }

        var end = text.IndexOf("\r\n\r\n", StringComparison.Ordinal);
        var kept = new StringBuilder();
        var isDropped = false;
        foreach (var line in text[..end].Split("\r\n"))
        {
            isDropped = line[0] is ' ' or '\t' ? isDropped : MachineFields.Any(field => line.StartsWith(field + ":", StringComparison.OrdinalIgnoreCase));
            if (!isDropped)
            {
                kept.Append(line).Append("\r\n");
            }
        }

        return Encoding.UTF8.GetBytes(kept + text[(end + 2)..]);
    }

    /// <summary>Waits until all that was delivered is decided, all that is planned has left, and what left has been carried on.</summary>
    private static async Task QuietAsync(Func<int> carried, params Site[] sites)
    {
        var calm = 0;
        await Wait.UntilAsync(
            async () =>
            {
                calm = await IsQuietAsync() ? calm + 1 : 0;
                return calm == 3;
            },
            "the machines are silent",
            TimeSpan.FromMinutes(5),
            TimeSpan.FromMilliseconds(200));

        async Task<bool> IsQuietAsync()
        {
            long sent = 0;
            foreach (var site in sites)
            {
                var (decided, waiting, left) = (await site.Pool.QueryAsync<(long, long, long)>(
                    "SELECT (SELECT count(*) FROM ledger), (SELECT count(*) FROM outbox WHERE state = 'waiting'), (SELECT count(*) FROM outbox WHERE state IN ('sent', 'undelivered'))"))[0];
                sent += left;
                if (decided != site.In.Delivered || waiting > 0)
                {
                    return false;
                }
            }

            return sent == carried();
        }
    }

    /// <summary>One installation with a Maildir in front and a pickup folder behind it, and the budgets that it has by default.</summary>
    private sealed class Site : IAsyncDisposable
    {
        private readonly Installation place;
        private readonly WorkerProcess process;

        private Site(Installation installation, WorkerProcess process, MaildirBox box, string outgoing) => (place, this.process, In, Out) = (installation, process, box, outgoing);

        public MaildirBox In { get; }

        public string Out { get; }

        public Pool Pool => place.Pool;

        public static async Task<Site> StartAsync(Store store, string address)
        {
            var installation = await Installation.CreateAsync(store);
            var box = new MaildirBox(Path.Combine(installation.Folder, "mail"));
            var outgoing = Directory.CreateDirectory(Path.Combine(installation.Folder, "out")).FullName;
            installation.WithMaildir("support", box.Path)
                .Set("Channels:support:Options:OwnAddresses", new System.Text.Json.Nodes.JsonArray(address))
                .Set("Channels:outgoing:Connector", "pickup")
                .Set("Channels:outgoing:Options:Folder", outgoing)
                .Set("Channels:outgoing:Options:From", address)
                .Set("Acknowledgements:PerAddressPerDay", PerAddress)
                .Set("Acknowledgements:PerDomainPerHour", PerDomain)
                .Set("Acknowledgements:PerTextPerHour", PerText);
            return new Site(installation, await installation.StartAsync(), box, outgoing);
        }

        public async ValueTask DisposeAsync()
        {
            await process.DisposeAsync();
            await place.DisposeAsync();
        }
    }
}
