using System.Globalization;
using Ingestion.Worker.Outbox;
using Xunit;

namespace Ingestion.Worker.Tests.Outbox;

public sealed class AlarmTimeTests
{
    [Theory]
    [InlineData("1.00:00:00", "04:00:00", "20:00:00")]
    [InlineData("16:00:00", "04:00:00", "12:00:00")]
    [InlineData("01:00:00", "04:00:00", "00:45:00")]
    [InlineData("00:01:00", "1.00:00:00", "00:00:45")]
    [InlineData("00:00:00", "04:00:00", "00:00:00")]
    [InlineData("-01:00:00", "04:00:00", "-01:00:00")]
    public void Of_TimeThereIs_LeavesItsLastQuarterAtMost(string there, string before, string alarm)
    {
        var begun = new DateTimeOffset(2026, 3, 1, 9, 0, 0, TimeSpan.Zero);

        Assert.Equal(begun + Span(alarm), AlarmTime.Of(begun, begun + Span(there), Span(before)));
    }

    private static TimeSpan Span(string text) => TimeSpan.Parse(text, CultureInfo.InvariantCulture);
}
