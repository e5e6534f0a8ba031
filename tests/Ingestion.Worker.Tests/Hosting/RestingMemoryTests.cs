using Ingestion.Worker.Hosting;
using Xunit;

namespace Ingestion.Worker.Tests.Hosting;

public sealed class RestingMemoryTests
{
    private const int Megabyte = 1024 * 1024;

    private readonly RestingMemory memory;
    private long allocated = 30 * Megabyte;
    private int givenBack;

    public RestingMemoryTests() => memory = new RestingMemory(() => allocated, () => givenBack++);

    [Fact]
    public void KeepUp_WhileMuchIsAllocated_GivesNothingBack()
    {
        for (var look = 0; look < 5; look++)
        {
            Allocate(20);
        }

        Assert.Equal(0, givenBack);
    }

    [Fact]
    public void KeepUp_QuietAfterABurst_GivesBackOnce()
    {
        Allocate(20);
        for (var look = 0; look < 5; look++)
        {
            Allocate(0);
        }

        Assert.Equal(1, givenBack);
    }

    [Fact]
    public void KeepUp_AlittleAtATime_GivesBackWhenItIsWorthIt()
    {
        for (var look = 0; look < 9; look++)
        {
            Allocate(1);
        }

        Assert.Equal(3, givenBack);
    }

    [Fact]
    public void OfProcess_AfterABurst_HoldsLess()
    {
        var process = RestingMemory.OfProcess();
        for (var piece = 0; piece < 2000; piece++)
        {
            GC.KeepAlive(new byte[10_000]);
        }

        process.KeepUp();
        var collections = GC.CollectionCount(GC.MaxGeneration);
        process.KeepUp();

        Assert.True(GC.CollectionCount(GC.MaxGeneration) > collections);
    }

    private void Allocate(int megabytes)
    {
        allocated += megabytes * Megabyte;
        memory.KeepUp();
    }
}
