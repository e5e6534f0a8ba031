using Microsoft.Extensions.Logging.Console;

namespace Ingestion.Worker.Hosting;

/// <summary>Log lines on standard output: one line each, UTC; with systemd's priorities when it collects them.</summary>
internal static class HostLogging
{
    public static void Configure(ILoggingBuilder logging, IReadOnlyDictionary<string, string?> settings)
    {
        logging.SetMinimumLevel(LogLevel.Information);
        logging.AddFilter("Microsoft", LogLevel.Warning);
        // What keeps the host from starting is told once, by the command.
        logging.AddFilter("Microsoft.Extensions.Hosting.Internal.Host", LogLevel.None);
        logging.AddFilter("Quartz", LogLevel.Warning);
        logging.AddFilter("System.Net.Http", LogLevel.Warning);
        if (settings.Count > 0)
        {
            logging.AddConfiguration(new ConfigurationBuilder().AddInMemoryCollection(settings).Build());
        }

        // Whoever reads the lines may stop reading: the work goes on, and lines are left out.
        logging.Services.Configure<ConsoleLoggerOptions>(options => options.QueueFullMode = ConsoleLoggerQueueFullMode.DropWrite);
        if (Environment.GetEnvironmentVariable("JOURNAL_STREAM") is { Length: > 0 })
        {
            logging.AddSystemdConsole();
            return;
        }

        logging.AddSimpleConsole(options =>
        {
            options.SingleLine = true;
            options.UseUtcTimestamp = true;
            options.TimestampFormat = "yyyy-MM-dd'T'HH:mm:ss.fff'Z' ";
            options.ColorBehavior = LoggerColorBehavior.Disabled;
        });
    }
}
