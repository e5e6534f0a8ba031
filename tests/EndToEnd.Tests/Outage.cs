using System.Globalization;
using System.Text.Json;
using TestSupport;

namespace EndToEnd.Tests;

/// <summary>
/// An installation whose mail server is in trouble for hours that pass in seconds: the real process on a real store by a clock of its own. Customers write into
/// a Maildir. The clock goes from one thing that is due to the next, so that each happens at its own time.
/// </summary>
internal sealed class Outage : IAsyncDisposable
{
    /// <summary>The limit of one answer of the server, as the sender has it.</summary>
    private static readonly TimeSpan AnswerLimit = TimeSpan.FromSeconds(60);

    /// <summary>Real time for what is due to be done.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    private readonly ShiftedClock clock;
    private readonly OwnPostgres? database;
    private readonly MaildirBox letters;
    private WorkerProcess worker = null!;
    private Trouble? trouble;

    private Outage(OwnPostgres? database, ShiftedClock clock)
    {
        (this.database, this.clock) = (database, clock);
        Place = Installation.By(clock, database);
        letters = new MaildirBox(Path.Combine(Place.Folder, "letters"));
        Place.WithMaildir("letters", letters.Path)
            .Set("Channels:outgoing:Connector", "smtp")
            .Set("Channels:outgoing:Options:Host", "127.0.0.1")
            .Set("Channels:outgoing:Options:Port", Server.Port)
            .Set("Channels:outgoing:Options:Security", "None")
            .Set("Channels:outgoing:Options:From", "support@bank.example");
    }

    public Installation Place { get; }

    public TroubledServer Server { get; } = new();

    /// <summary>When it began.</summary>
    public DateTimeOffset Began { get; private set; }

    /// <summary>How long it has lasted.</summary>
    public TimeSpan Lasted => clock.Now - Began;

    private Pool Pool => Place.Pool;

    private bool IsPostgres => database is not null;

    /// <summary>Nothing runs yet.</summary>
    public static async Task<Outage> PrepareAsync(Store store)
    {
        var time = new ShiftedClock();
        return new Outage(store == Store.Postgres ? await OwnPostgres.StartAsync(time) : null, time);
    }

    public async Task BeginAsync(Trouble what)
    {
        trouble = what;
        await Server.BecomeAsync(what);
        await StartAsync();
        Began = clock.Now;
    }

    public async Task StartAsync() => worker = await Place.StartAsync();

    /// <summary>SIGTERM.</summary>
    public async Task StopAsync() => Assert.Equal(0, await worker.StopAsync());

    /// <summary>SIGKILL; where an attempt hangs, in the middle of it.</summary>
    public async Task KillAsync()
    {
        if (trouble == Trouble.Stalling)
        {
            await PassAsync(await NextAsync() is { } next ? next - Began : Lasted, finish: false);
            await Pool.WaitForAsync(1, "SELECT count(*) FROM attempt WHERE finished_at IS NULL", Patience);
        }

        await worker.KillAsync();
    }

    public async Task EndAsync()
    {
        trouble = null;
        await Server.BecomeAsync(null);
    }

    /// <summary>A customer writes; returns when the first try to answer is over.</summary>
    public async Task WriteAsync(string customer, string text)
    {
        letters.Deliver(SampleMail.Complaint(customer, "support@bank.example", text));
        await Pool.WaitForAsync(1, $"SELECT count(*) FROM attempt WHERE outbox_id IN (SELECT id FROM outbox WHERE recipient = '{customer}')", Patience);
        await DoneAsync();
    }

    /// <summary>Goes on until so long after the beginning, by way of all that is due.</summary>
    public Task PassAsync(TimeSpan lasted) => PassAsync(lasted, finish: true);

    /// <summary>Goes on in one step, whatever is due on the way.</summary>
    public void Leap(TimeSpan lasted) => clock.GoTo(Began + lasted);

    public async Task<OutageAccount> AccountAsync() => await OutageAccount.ReadAsync(Pool, IsPostgres, Began, Server.Mails);

    /// <summary>What the command says of the sending channel, every language together.</summary>
    public async Task<IReadOnlyDictionary<string, long>> PromisesAsync()
    {
        await using var command = Place.Launch(null, "promises", "--json");
        Assert.Equal(0, await command.WaitForExitAsync(Patience));
        using var json = JsonDocument.Parse(command.Output);
        return json.RootElement.GetProperty("channels").EnumerateArray()
            .Where(row => row.GetProperty("channel").GetString() == "outgoing")
            .SelectMany(row => row.EnumerateObject().Where(figure => figure.Value.ValueKind == JsonValueKind.Number && !figure.Name.EndsWith("Seconds", StringComparison.Ordinal)))
            .GroupBy(figure => figure.Name, StringComparer.Ordinal)
            .ToDictionary(figures => figures.Key, figures => figures.Sum(figure => figure.Value.GetInt64()), StringComparer.Ordinal);
    }

    /// <summary>Waits until <c>/health</c> counts that many acknowledgements at risk.</summary>
    public Task WaitForRiskAsync(int count) => Wait.UntilAsync(
        async () =>
        {
            using var json = JsonDocument.Parse(await Place.Http.GetStringAsync(new Uri(Place.Url, "health")));
            return json.RootElement.GetProperty("promises").GetProperty("atRisk").GetInt32() == count && json.RootElement.GetProperty("status").GetString() == (count > 0 ? "degraded" : "ok");
        },
        string.Create(CultureInfo.InvariantCulture, $"{count} at risk in /health"),
        Patience);

    public async ValueTask DisposeAsync()
    {
        await Place.DisposeAsync();
        await Server.DisposeAsync();
        if (database is not null)
        {
            await database.DisposeAsync();
        }

        clock.Dispose();
    }

    private async Task PassAsync(TimeSpan lasted, bool finish)
    {
        var end = Began + lasted;
        while (await NextAsync() is { } next && next < end)
        {
            clock.GoTo(next);
            await DoneAsync();
        }

        clock.GoTo(end);
        if (finish)
        {
            await DoneAsync();
        }
    }

    /// <summary>The next try of the message that waits longest, or the next look at a promise; null when nothing is to come. Others are tried on the way.</summary>
    private async Task<DateTimeOffset?> NextAsync()
    {
        var next = (await Pool.QueryAsync<long?>(
            $"""
            SELECT {Millis("min(due)")} FROM (
              SELECT * FROM (SELECT not_before AS due FROM outbox WHERE state = 'waiting' ORDER BY id LIMIT 1) AS first
              UNION ALL SELECT watch_at FROM outbox WHERE watch_at IS NOT NULL) AS dues
            """))[0];
        return next is { } found ? DateTimeOffset.FromUnixTimeMilliseconds(found) : null;
    }

    /// <summary>Waits until all is done that is due now. An attempt that hangs is let run into its limit.</summary>
    private async Task DoneAsync()
    {
        var due = clock.Now;
        if (trouble == Trouble.Stalling)
        {
            await Wait.UntilAsync(HasRunIntoLimitAsync, "no attempt hangs", Patience, every: TimeSpan.FromSeconds(1));
        }

        var now = Parameter(clock.Now);
        await Wait.UntilAsync(
            async () => await Pool.CountAsync(
                """
                SELECT (SELECT count(*) FROM outbox WHERE state = 'waiting' AND not_before <= @now) + (SELECT count(*) FROM outbox WHERE watch_at <= @now)
                  + (SELECT count(*) FROM attempt WHERE finished_at IS NULL)
                """,
                new { now }) == 0,
            "all is done that is due",
            Patience);

        async Task<bool> HasRunIntoLimitAsync()
        {
            var (open, begun) = (await Pool.QueryAsync<(long, long?)>(
                $"""
                SELECT (SELECT count(*) FROM outbox WHERE state = 'waiting' AND not_before <= @now) + (SELECT count(*) FROM attempt WHERE finished_at IS NULL),
                  (SELECT {Millis("max(started_at)")} FROM attempt WHERE finished_at IS NULL)
                """,
                new { now = Parameter(due) }))[0];
            if (open > 0)
            {
                // To the limit of the one that hangs and no further, however long the machine takes to end it. Before it begins, the channel may be left alone for a while.
                clock.GoTo(begun is { } at ? DateTimeOffset.FromUnixTimeMilliseconds(at) + AnswerLimit : clock.Now + (AnswerLimit / 2));
            }

            return open == 0;
        }
    }

    private object Parameter(DateTimeOffset moment) => IsPostgres ? moment.ToUniversalTime() : moment.ToUnixTimeMilliseconds();

    private string Millis(string column) => IsPostgres ? $"CAST(extract(epoch FROM {column}) * 1000 AS bigint)" : column;
}
