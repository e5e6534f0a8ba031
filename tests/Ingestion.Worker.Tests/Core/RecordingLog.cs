using System.Globalization;
using Microsoft.Extensions.Logging;

namespace Ingestion.Worker.Tests.Core;

/// <summary>Keeps what was logged: the number of the event and its line.</summary>
internal sealed class RecordingLog : ILogger
{
    public List<string> Lines { get; } = [];

    public IEnumerable<string> Events => Lines.Select(line => line.Split(' ')[0]);

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
        Lines.Add(eventId.Id.ToString(CultureInfo.InvariantCulture) + " " + formatter(state, exception));
}
