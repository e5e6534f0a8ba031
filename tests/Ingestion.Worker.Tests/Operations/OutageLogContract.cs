using Ingestion.Worker.Storage;
using Ingestion.Worker.Tests.Core;
using TestSupport;
using Xunit;

namespace Ingestion.Worker.Tests.Operations;

/// <summary>What the log tells of trouble that comes and goes: why, in the store's own words, and that it is over.</summary>
public abstract class OutageLogContract : CoreTests
{
    private readonly RecordingLoggers loggers = new();
    private readonly string reason;

    private protected OutageLogContract(StoreKind kind, string reason)
        : base(kind) => this.reason = reason;

    private protected override CoreOnStore NewCore(Database database) => new(database) { Loggers = loggers };

    [Fact]
    public Task Intake_StoreThatFailsAndHeals_TellsBoth() =>
        TellsAsync("inbox", Core.NewIntake().RunAsync, $"The intake failed with {reason}, 1 times in a row; trying again", 3005, "The intake works again after ");

    [Fact]
    public Task Relay_StoreThatFailsAndHeals_TellsBoth() =>
        TellsAsync("outbox", Core.NewRelay("mail", new RecordingSender()).RunAsync, $"Channel mail: the relay failed with {reason}, 1 times in a row; trying again", 4009, "Channel mail: the relay works again after ");

    private async Task TellsAsync(string table, Func<CancellationToken, Task> run, string begin, int over, string end)
    {
        await ExecuteAsync($"ALTER TABLE {table} RENAME TO away");
        using var stop = new CancellationTokenSource();
        var running = run(stop.Token);
        await Wait.UntilAsync(() => Task.FromResult(loggers.Lines.Contains(begin, StringComparer.Ordinal)), "the failure is told: " + begin);

        await ExecuteAsync($"ALTER TABLE away RENAME TO {table}");
        await Wait.UntilAsync(() => Task.FromResult(loggers.Events.Contains(over)), "the end of it is told");
        await stop.CancelAsync();
        await running;

        Assert.StartsWith(end, Assert.Single(loggers.Lines, line => line.Contains("works again", StringComparison.Ordinal)));
    }
}
