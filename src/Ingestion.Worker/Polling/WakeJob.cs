using Quartz;

namespace Ingestion.Worker.Polling;

/// <summary>Wakes one poller.</summary>
internal sealed class WakeJob : IJob
{
    public const string Poller = "poller";

    public ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default)
    {
        ((ChannelPoller)context.JobDetail.JobDataMap[Poller]!).Wake();
        return ValueTask.CompletedTask;
    }
}
