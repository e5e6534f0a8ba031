using System.Globalization;
using System.Net;
using Ingestion.Worker.Following;
using Ingestion.Worker.Tests.Core;
using Xunit;

namespace Ingestion.Worker.Tests.Following;

public sealed class LookupGateTests
{
    private readonly ManualTime time = new();

    [Fact]
    public void TryPass_OneCallerTriesManyNumbers_IsStoppedUntilTheSpanIsOver()
    {
        var gate = new LookupGate(time);
        var passed = Enumerable.Range(0, 100).Count(i => gate.TryPass(IPAddress.Parse("203.0.113.7"), Number(i)));

        Assert.Equal(LookupGate.MostOfNetwork, passed);
        Assert.True(gate.TryPass(IPAddress.Parse("203.0.113.8"), Number(200)));
        time.Advance(LookupGate.Span);
        Assert.True(gate.TryPass(IPAddress.Parse("203.0.113.7"), Number(0)));
    }

    /// <summary>Whatever the moments: no span of that length, wherever it begins, holds more than the limit.</summary>
    [Fact]
    public void TryPass_TriesWithoutEnd_AreNeverMoreInAnySpan()
    {
        var gate = new LookupGate(time);
        var passed = new List<DateTimeOffset>();
        for (var second = 0; second < 3600; second++)
        {
            if (gate.TryPass(IPAddress.Parse("203.0.113.7"), Number(second)))
            {
                passed.Add(time.GetUtcNow());
            }

            time.Advance(TimeSpan.FromSeconds(second % 7 == 0 ? 5 : 1));
        }

        Assert.All(passed, first => Assert.InRange(passed.Count(at => at >= first && at < first + LookupGate.Span), 1, LookupGate.MostOfNetwork));
        Assert.InRange(passed.Count, 4 * LookupGate.MostOfNetwork, 8 * LookupGate.MostOfNetwork);
    }

    [Fact]
    public void TryPass_WhoWaitsAsLongAsToldAfterManyRefusals_Passes()
    {
        var gate = new LookupGate(time);
        Assert.False(Passed(gate, _ => IPAddress.Loopback, Number) == 100);
        time.Advance(LookupGate.Span - TimeSpan.FromSeconds(1));
        Assert.False(gate.TryPass(IPAddress.Loopback, Number(1)));
        time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(LookupGate.MostOfNetwork, Passed(gate, _ => IPAddress.Loopback, Number));
    }

    [Fact]
    public void TryPass_ManyCallersTryOneNumber_AreStopped() =>
        Assert.Equal(
            LookupGate.MostOfNumber,
            Passed(new LookupGate(time), i => IPAddress.Parse(string.Create(CultureInfo.InvariantCulture, $"203.0.113.{i}")), _ => Number(1)));

    [Fact]
    public void TryPass_AddressesOfOneIPv6Network_AreOneCaller() =>
        Assert.Equal(
            LookupGate.MostOfNetwork,
            Passed(new LookupGate(time), i => IPAddress.Parse(string.Create(CultureInfo.InvariantCulture, $"2001:db8:1:2::{i:x}")), Number));

    [Fact]
    public void TryPass_VeryManyCallers_HoldsABoundedMemory()
    {
        var gate = new LookupGate(time);
        var passed = 0;
        for (var i = 0; i < 200_000; i++)
        {
            passed += gate.TryPass(new IPAddress(i + 1L), Number(i)) ? 1 : 0;
        }

        Assert.InRange(passed, 40_000, 60_000);
        Assert.False(gate.TryPass(IPAddress.Loopback, Number(0)));
        time.Advance(LookupGate.Span);
        Assert.True(gate.TryPass(IPAddress.Loopback, Number(0)));
    }

    [Theory]
    [InlineData("127.0.0.1", "203.0.113.7", "203.0.113.7")]
    [InlineData("127.0.0.1", "6.6.6.6, 203.0.113.7", "203.0.113.7")]
    [InlineData("127.0.0.1", "6.6.6.6, 203.0.113.7, 127.0.0.1", "203.0.113.7")]
    [InlineData("203.0.113.9", "6.6.6.6", "203.0.113.9")]
    [InlineData("::ffff:127.0.0.1", "203.0.113.7", "203.0.113.7")]
    [InlineData("127.0.0.1", "6.6.6.6, 203.0.113.7:51234", "203.0.113.7")]
    [InlineData("127.0.0.1", "203.0.113.7:51234, 127.0.0.1:8080", "203.0.113.7")]
    [InlineData("127.0.0.1", "[2001:db8::1]:443", "2001:db8::1")]
    [InlineData("127.0.0.1", "[2001:db8::1]", "2001:db8::1")]
    [InlineData("127.0.0.1", "2001:db8::1", "2001:db8::1")]
    [InlineData("127.0.0.1", "nonsense", "127.0.0.1")]
    [InlineData("127.0.0.1", null, "127.0.0.1")]
    public void Of_Proxies_NamesWhoCameToTheFirstOfOurs(string connection, string? forwarded, string expected) =>
        Assert.Equal(IPAddress.Parse(expected), new CallerAddress(["127.0.0.0/8", "::1"]).Of(IPAddress.Parse(connection), forwarded));

    private static int Passed(LookupGate gate, Func<int, IPAddress> caller, Func<int, string> number) => Enumerable.Range(0, 100).Count(i => gate.TryPass(caller(i), number(i)));

    private static string Number(int i) => i.ToString("D12", CultureInfo.InvariantCulture);
}
