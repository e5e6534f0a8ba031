namespace TestSupport;

/// <summary>Budgets and growth are counted by hours of UTC: what has to fall into one begins when it does not end soon.</summary>
public static class UtcHour
{
    private static readonly TimeSpan Room = TimeSpan.FromSeconds(20);

    /// <summary>Returns at once, but near the end of an hour when the next has begun.</summary>
    public static Task WithRoomAsync() => Wait.UntilAsync(
        () => TimeProvider.System.GetUtcNow().UtcTicks % TimeSpan.TicksPerHour < TimeSpan.TicksPerHour - Room.Ticks, "the next hour", TimeSpan.FromMinutes(1));
}
