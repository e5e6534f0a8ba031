using Ingestion.Worker.Matching;
using Xunit;

namespace Ingestion.Worker.Tests.Matching;

public sealed class KeyDayTests
{
    private static readonly DateTimeOffset Midnight = new(2026, 11, 22, 0, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Key_AnyHash_LiesBetweenItsDayAndTheNext()
    {
        var random = new Random(5);
        for (var i = 0; i < 1_000; i++)
        {
            var day = random.Next(0, 30_000);
            var hash = (ulong)random.NextInt64(long.MinValue, long.MaxValue);

            Assert.InRange(KeyDay.Key(day, hash), KeyDay.First(day), KeyDay.First(day + 1) - 1);
            Assert.Equal(KeyDay.Key(day + 1, hash), KeyDay.Move(KeyDay.Key(day, hash), day + 1));
            Assert.True(KeyDay.Lasting(hash) < 0);
        }
    }

    [Fact]
    public void Sought_AnyTwoWithinTheWindow_FindEachOther()
    {
        var random = new Random(6);
        for (var i = 0; i < 1_000; i++)
        {
            var one = Midnight.AddSeconds(random.Next(0, 86_400 * 10));
            var other = one + (MatchScore.IncidentWindow * ((2 * random.NextDouble()) - 1));
            var hash = (ulong)random.NextInt64();
            long[] kept = [KeyDay.Key(KeyDay.Of(one), hash)];

            Assert.Contains(kept[0], KeyDay.Sought([KeyDay.Key(KeyDay.Of(other), hash)], other));
        }
    }

    [Fact]
    public void Sought_LastingKeys_AreLookedForOnce() => Assert.Equal([KeyDay.Lasting(7)], KeyDay.Sought([KeyDay.Lasting(7)], Midnight));
}
