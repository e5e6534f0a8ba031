using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace Ingestion.Worker.Tests.Core;

/// <summary>Keeps the numbers of the events that were logged, and their lines.</summary>
internal sealed class RecordingLoggers : ILoggerFactory, ILogger
{
    private readonly ConcurrentQueue<int> events = new();

    private readonly ConcurrentQueue<string> lines = new();

    public IEnumerable<int> Events => events;

    public IEnumerable<string> Lines => lines;

    public ILogger CreateLogger(string categoryName) => this;

    public void Clear() => events.Clear();

    public void AddProvider(ILoggerProvider provider)
    {
        // There is one logger and it is this one.
    }

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        lines.Enqueue(formatter(state, exception));
        events.Enqueue(eventId.Id);
    }

    public void Dispose()
    {
        // Nothing is held.
    }
}
