namespace Channels.Tests.Social.X;

/// <summary>A clock that stands until it is moved, its timestamps too.</summary>
internal sealed class XClock(DateTimeOffset now) : TimeProvider
{
    public DateTimeOffset Now { get; set; } = now;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override DateTimeOffset GetUtcNow() => Now;

    public override long GetTimestamp() => Now.UtcTicks;
}
