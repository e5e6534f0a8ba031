using Ingestion.Worker.Settings;
using Ingestion.Worker.Tests.Fakes;
using Xunit;

namespace Ingestion.Worker.Tests.Settings;

public sealed class SettingTextTests
{
    [Theory]
    [InlineData("500ms", 500)]
    [InlineData("90s", 90_000)]
    [InlineData("15 m", 900_000)]
    [InlineData("15min", 900_000)]
    [InlineData("24h", 86_400_000)]
    [InlineData("3d", 259_200_000)]
    [InlineData("00:01:30", 90_000)]
    [InlineData("1.00:00:00.250", 86_400_250)]
    public void TryRead_Duration_IsRead(string text, double milliseconds)
    {
        Assert.True(SettingText.TryRead(typeof(TimeSpan), text, out var value));
        Assert.Equal(TimeSpan.FromMilliseconds(milliseconds), value);
    }

    [Theory]
    [InlineData("60")]
    [InlineData("")]
    [InlineData("s")]
    [InlineData("-5s")]
    [InlineData("1.5h")]
    [InlineData("5 weeks")]
    [InlineData("1:2")]
    [InlineData("999999999d")]
    [InlineData("9999999999s")]
    [InlineData("۶۰s")]
    public void TryRead_NoDuration_IsRefused(string text) => Assert.False(SettingText.TryRead(typeof(TimeSpan), text, out _));

    [Theory]
    [InlineData("2026-12-01", "2026-12-01T00:00:00Z")]
    [InlineData("2026-12-01T09:00Z", "2026-12-01T09:00:00Z")]
    [InlineData("2026-12-01T09:00:00+04:00", "2026-12-01T05:00:00Z")]
    [InlineData("2026-12-01T09:00:00.5-01:00", "2026-12-01T10:00:00.5Z")]
    public void TryRead_Moment_IsRead(string text, string expected)
    {
        Assert.True(SettingText.TryRead(typeof(DateTimeOffset), text, out var value));
        Assert.Equal(DateTimeOffset.Parse(expected, System.Globalization.CultureInfo.InvariantCulture), value);
    }

    [Theory]
    [InlineData(typeof(DateTimeOffset), "01.12.2026")]
    [InlineData(typeof(DateTimeOffset), "2026-12-01T09:00:00")]
    [InlineData(typeof(DateTimeOffset), "1405-09-10T00:00")]
    [InlineData(typeof(int), "1,000")]
    [InlineData(typeof(int), "1.0")]
    [InlineData(typeof(int), " 1")]
    [InlineData(typeof(int), "۱")]
    [InlineData(typeof(double), "1,5")]
    [InlineData(typeof(double), "NaN")]
    [InlineData(typeof(bool), "yes")]
    [InlineData(typeof(bool), "1")]
    [InlineData(typeof(Uri), "example.org")]
    [InlineData(typeof(Uri), "/path")]
    [InlineData(typeof(FakeMode), "0")]
    [InlineData(typeof(FakeMode), "Strict,VeryLenient")]
    [InlineData(typeof(FakeMode), "other")]
    public void TryRead_WhatCouldMeanTwoThings_IsRefused(Type type, string text) => Assert.False(SettingText.TryRead(type, text, out _));

    [Theory]
    [InlineData("PolInterval", "PollInterval")]
    [InlineData("intervalpoll", null)]
    [InlineData("host", "Host")]
    [InlineData("Hots", "Host")]
    [InlineData("x", null)]
    public void Nearest_FindsWhatWasMeant(string word, string? expected) => Assert.Equal(expected, Nearest.To(word, ["Host", "Port", "PollInterval"]));
}
