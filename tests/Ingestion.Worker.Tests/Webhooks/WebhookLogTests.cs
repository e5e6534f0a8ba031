using Ingestion.Worker.Tests.Core;
using Ingestion.Worker.Webhooks;
using Xunit;

namespace Ingestion.Worker.Tests.Webhooks;

public sealed class WebhookLogTests
{
    private readonly RecordingLog lines = new();
    private readonly ManualTime time = new();

    [Fact]
    public void Faults_OfSeveralChannels_AreEachWrittenOnceInTenSeconds()
    {
        var log = new WebhookLog(lines, time);
        for (var second = 0; second < 20; second++)
        {
            foreach (var channel in (string[])["loud", "quiet"])
            {
                log.StoreDown(channel, new TimeoutException());
                log.ReceiverFault(channel, new TimeoutException());
                log.NumberFault(channel, new TimeoutException());
                log.ReceiverNotReady(channel, new TimeoutException());
            }

            time.Advance(TimeSpan.FromSeconds(1));
        }

        Assert.Equal(
            new[] { "3001", "3002", "3003", "3004" }.SelectMany(number => new[] { (number + " loud", 2), (number + " quiet", 2) }),
            lines.Lines.GroupBy(line => line[..4] + (line.Contains(" loud:", StringComparison.Ordinal) ? " loud" : " quiet"), StringComparer.Ordinal)
                .Select(same => (same.Key, same.Count())).OrderBy(same => same.Key, StringComparer.Ordinal));
    }
}
