namespace Ingestion.Worker.Deliveries;

internal static partial class DeliveryLog
{
    [LoggerMessage(7001, LogLevel.Error, "Delivery receipts could not be settled: {Exception}, {Failures} times in a row; trying again")]
    public static partial void Failed(ILogger logger, string exception, int failures);

    [LoggerMessage(7002, LogLevel.Error, "Held answers could not be released: {Exception}, {Failures} times in a row; trying again")]
    public static partial void ReleaseFailed(ILogger logger, string exception, int failures);
}
