using System.Globalization;

namespace Ingestion.Worker.Commands;

/// <summary>How a polled channel stands, as the store remembers it.</summary>
internal sealed record ChannelState
{
    public string Channel { get; init; } = "";

    public DateTimeOffset? LastSuccessAt { get; init; }

    public DateTimeOffset? LastErrorAt { get; init; }

    public string? LastError { get; init; }

    public int Failures { get; init; }

    public string Describe()
    {
        var success = LastSuccessAt is { } at ? $"last polled {Moment(at)}" : "never polled";
        return Failures > 0 && LastErrorAt is { } failed
            ? string.Create(CultureInfo.InvariantCulture, $"failing: {LastError}, {Failures} times up to {Moment(failed)}; {success}")
            : success;
    }

    private static string Moment(DateTimeOffset moment) => moment.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}
