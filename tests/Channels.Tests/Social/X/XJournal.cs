using Microsoft.Extensions.Logging;

namespace Channels.Tests.Social.X;

/// <summary>Keeps the lines of a log.</summary>
internal sealed class XJournal : ILogger
{
    public List<string> Lines { get; } = [];

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
        Lines.Add($"{logLevel} {eventId.Id} {formatter(state, exception)} {exception}");
}
