using System.Collections.Specialized;
using Quartz;
using Quartz.Impl;

namespace Ingestion.Worker.Polling;

/// <summary>Quartz wakes each poller at its channel's interval. It decides nothing: the lease in the database says who polls.</summary>
internal sealed class PollingSchedule : IAsyncDisposable
{
    private IScheduler? scheduler;

    public async Task StartAsync(IEnumerable<(ChannelPoller Poller, TimeSpan Interval)> pollers, CancellationToken cancellationToken)
    {
        var factory = new StdSchedulerFactory(new NameValueCollection
        {
            ["quartz.scheduler.instanceName"] = "polling-" + Guid.NewGuid().ToString("N"),
            ["quartz.threadPool.maxConcurrency"] = "2",
            ["quartz.jobStore.misfireThreshold"] = "60000",
        });
        scheduler = await factory.GetScheduler(cancellationToken);
        foreach (var (poller, interval) in pollers)
        {
            var job = JobBuilder.Create<WakeJob>().WithIdentity(poller.Channel).Build();
            job.JobDataMap[WakeJob.Poller] = poller;
            var trigger = TriggerBuilder.Create()
                .StartNow()
                .WithSimpleSchedule(schedule => schedule.WithInterval(interval).RepeatForever().WithMisfireHandlingInstructionNextWithRemainingCount())
                .Build();
            await scheduler.ScheduleJob(job, trigger, cancellationToken);
        }

        await scheduler.Start(cancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        if (scheduler is not null)
        {
            await scheduler.Shutdown(waitForJobsToComplete: false, CancellationToken.None);
        }
    }
}
