using Ingestion.Worker.Matching;
using Xunit;

namespace Ingestion.Worker.Tests.Matching;

public sealed class MessageRateTests
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 22, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void PerHour_NothingOrAShortWhileSeen_IsNotKnown()
    {
        var rate = new MessageRate();
        Assert.Equal(float.PositiveInfinity, rate.PerHour);
        rate.Add(Noon);
        rate.Add(Noon.AddHours(2));
        Assert.Equal(float.PositiveInfinity, rate.PerHour);
    }

    [Theory]
    [InlineData(5)]
    [InlineData(24)]
    [InlineData(24 * 40)]
    public void PerHour_SixAnHour_IsSixHoweverLongItWasWatched(int hours)
    {
        var rate = new MessageRate();
        for (var minute = 0; minute < hours * 60; minute += 10)
        {
            rate.Add(Noon.AddMinutes(minute));
        }

        Assert.InRange(rate.PerHour, 5.4f, 6.6f);
    }

    [Fact]
    public void PerHour_AfterBusyDays_ForgetsThem()
    {
        var rate = new MessageRate();
        for (var minute = 0; minute < 24 * 60; minute++)
        {
            rate.Add(Noon.AddMinutes(minute));
        }

        for (var hour = 24; hour < 24 * 30; hour++)
        {
            rate.Add(Noon.AddHours(hour));
        }

        Assert.InRange(rate.PerHour, 0.9f, 1.1f);
    }

    [Fact]
    public void Add_OneThatCameInLate_MovesNothingBack()
    {
        var rate = new MessageRate();
        for (var hour = 0; hour < 100; hour++)
        {
            rate.Add(Noon.AddHours(hour));
            rate.Add(Noon.AddHours(hour - 50));
        }

        Assert.InRange(rate.PerHour, 1.8f, 2.2f);
    }
}
