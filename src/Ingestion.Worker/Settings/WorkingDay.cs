namespace Ingestion.Worker.Settings;

/// <summary>The hours of a weekday in which people answer, since its midnight.</summary>
internal readonly record struct WorkingDay(TimeSpan Begins, TimeSpan Ends)
{
    public static readonly WorkingDay Whole = new(TimeSpan.Zero, TimeSpan.FromDays(1));
}
