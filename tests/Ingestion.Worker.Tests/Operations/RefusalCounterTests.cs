using Ingestion.Worker.Operations;
using Xunit;

namespace Ingestion.Worker.Tests.Operations;

public sealed class RefusalCounterTests
{
    [Fact]
    public void Take_GivesEachCountOnce()
    {
        using var counter = new RefusalCounter();
        counter.Add("desk", "too-large");
        counter.Add("desk", "too-large");
        counter.Add("-", "no-such-channel");

        Assert.Equal(
            [new RefusalTotal("-", "no-such-channel", 1), new RefusalTotal("desk", "too-large", 2)],
            counter.Take().OrderBy(total => total.Channel, StringComparer.Ordinal));
        Assert.Empty(counter.Take());
    }

    [Fact]
    public void GiveBack_WhatCouldNotBeStored_IsTakenAgainWithTheNew()
    {
        using var counter = new RefusalCounter();
        counter.Add("desk", "too-large");
        var taken = counter.Take();
        counter.Add("desk", "too-large");
        counter.GiveBack(taken);

        Assert.Equal([new RefusalTotal("desk", "too-large", 2)], counter.Take());
    }

    [Fact]
    public void Add_EndlessReasons_DoNotFillTheMemory()
    {
        using var counter = new RefusalCounter();
        for (var i = 0; i < 20_000; i++)
        {
            counter.Add("desk", $"reason-{i}");
        }

        var totals = counter.Take();
        Assert.InRange(totals.Count, 1, 10_001);
        Assert.Equal(20_000, totals.Sum(total => total.Count));
    }
}
