namespace Ingestion.Worker.Outbox;

/// <summary>When people are told that an acknowledgement has not left yet. Pure.</summary>
internal static class AlarmTime
{
    /// <summary>The alarm comes in the last quarter of the time there is, however short that is: of an hour 15 minutes before its end.</summary>
    public const int Part = 4;

    /// <param name="begun">When the time began.</param>
    /// <param name="due">When it ends.</param>
    /// <param name="before">So long before its end, where there is time enough.</param>
    public static DateTimeOffset Of(DateTimeOffset begun, DateTimeOffset due, TimeSpan before)
    {
        var last = (due - begun) / Part;
        return last >= before ? due - before : last > TimeSpan.Zero ? due - last : due;
    }
}
