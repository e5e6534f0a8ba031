using Mail.Tests.Mime.Fuzz;
using Xunit;

namespace Mail.Tests.Mime;

/// <summary>
/// What an action costs its thread. Allocated bytes are counted, not sampled: the memory needed at once is never more, and a busy machine
/// does not change them.
/// </summary>
internal sealed record Cost(TimeSpan Cpu, long Allocated)
{
    // the promise is two seconds and 64 MB; the time is that of a machine four times slower than the one it was made on
    private static readonly TimeSpan MostCpu = TimeSpan.FromSeconds(8);
    private const long MostAllocated = 64L * 1024 * 1024;

    public static Cost Of(Action action)
    {
        using var clock = new ThreadCpu();
        var memory = GC.GetAllocatedBytesForCurrentThread();
        var begun = clock.Now();
        action();
        return new Cost(clock.Now() - begun, GC.GetAllocatedBytesForCurrentThread() - memory);
    }

    public void AssertBounded()
    {
        TestContext.Current.TestOutputHelper?.WriteLine($"{Cpu.TotalMilliseconds:0} ms, {Allocated / 1024.0 / 1024:0.0} MB");
        Assert.InRange(Cpu, TimeSpan.Zero, MostCpu);
        Assert.InRange(Allocated, 0, MostAllocated);
    }
}
