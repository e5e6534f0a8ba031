using Ingestion.Worker.Hosting;
using Ingestion.Worker.Tests.Core;
using Microsoft.Extensions.Logging;
using Xunit;

namespace Ingestion.Worker.Tests.Hosting;

public sealed class UpkeepTests
{
    private readonly List<string> done = [];
    private readonly List<bool> told = [];
    private readonly RecordingLoggers loggers = new();

    [Fact]
    public async Task KeepUp_PartThatFails_IsNamedAndStopsNoOther()
    {
        await Make("quarantine").KeepUpAsync(CancellationToken.None);

        Assert.Equal(["store", "counters", "memory"], done);
        Assert.Equal([true], told);
        Assert.Equal(["Upkeep of quarantine failed with TimeoutException; nothing is lost, it is tried again"], loggers.Lines);
    }

    [Theory]
    [InlineData("store", "")]
    [InlineData("counters", "store")]
    public async Task KeepUp_VitalPartThatFails_IsTold(string part, string doneBefore)
    {
        await Make(part).KeepUpAsync(CancellationToken.None);

        Assert.Equal(doneBefore, string.Join(' ', done));
        Assert.Equal([false], told);
    }

    private Upkeep Make(string failing)
    {
        UpkeepPart Part(string name) => new(name, _ =>
        {
            if (name == failing)
            {
                throw new TimeoutException();
            }

            done.Add(name);
            return Task.CompletedTask;
        });

        return new Upkeep([Part("store"), Part("counters")], [Part("quarantine"), Part("memory")], told.Add, loggers.CreateLogger<Upkeep>());
    }
}
