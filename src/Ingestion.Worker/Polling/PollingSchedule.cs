using Quartz;

namespace Ingestion.Worker.Polling;

/// <summary>Quartz wakes each poller at its channel's interval. It decides nothing: the lease in the database says who polls.</summary>
internal sealed class PollingSchedule : IAsyncDisposable
{
    private ServiceProvider? services;
    private IScheduler? scheduler;

    public async Task StartAsync(IReadOnlyList<(ChannelPoller Poller, TimeSpan Interval)> pollers, CancellationToken cancellationToken)
    {
        var collection = new ServiceCollection();
        collection.AddLogging();
        collection.AddQuartz();
        services = collection.BuildServiceProvider();
        scheduler = await services.GetRequiredService<ISchedulerFactory>().GetScheduler(cancellationToken);
        foreach (var (poller, interval) in pollers)
        {
            var job = JobBuilder.Create<WakeJob>().WithIdentity(poller.Channel).Build();
            job.JobDataMap[WakeJob.Poller] = poller;
            var trigger = TriggerBuilder.Create()
                .StartNow()
                .WithSimpleSchedule(every => every
                    .WithInterval(interval)
                    .RepeatForever()
                    .WithMisfireInstruction(SimpleTriggerMisfireInstruction.NextWithRemainingCount))
                .Build();
            await scheduler.ScheduleJob(job, trigger, cancellationToken: cancellationToken);
        }

        await scheduler.Start(cancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        if (scheduler is not null)
        {
            await scheduler.Shutdown(false, CancellationToken.None);
        }

        if (services is not null)
        {
            await services.DisposeAsync();
        }
    }
}
