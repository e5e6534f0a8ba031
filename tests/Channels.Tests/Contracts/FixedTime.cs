namespace Channels.Tests.Contracts;

/// <summary>A clock that stands until it is moved; timers run by the real clock.</summary>
public sealed class FixedTime(DateTimeOffset now) : TimeProvider
{
    public DateTimeOffset Now { get; set; } = now;

    public override DateTimeOffset GetUtcNow() => Now;
}
