namespace Ingestion.Worker.Deliveries;

internal static partial class DeliveryLog
{
    [LoggerMessage(7001, LogLevel.Error, "Delivery receipts could not be settled: {Exception}, {Failures} times in a row; trying again")]
    public static partial void Failed(ILogger logger, string exception, int failures);
}
