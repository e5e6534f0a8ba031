using System.Diagnostics;
using System.Globalization;

namespace Ingestion.Bench.Machinery;

/// <summary>A process that the harness started, its output in a log file; disposing ends it (SIGTERM, after 30 s SIGKILL).</summary>
internal sealed class ChildProcess : IAsyncDisposable
{
    private readonly Process _process;
    private readonly StreamWriter _log;

    private ChildProcess(Process process, StreamWriter log, long startedAt)
    {
        _process = process;
        _log = log;
        StartedAt = startedAt;
    }

    /// <summary><see cref="Stopwatch.GetTimestamp"/> just before the process was made.</summary>
    public long StartedAt { get; }

    public int Id => _process.Id;

    public bool HasExited => _process.HasExited;

    /// <summary>The last line of standard output.</summary>
    public string LastLine { get; private set; } = "";

    public static ChildProcess Start(
        string file,
        IEnumerable<string> arguments,
        string logFile,
        string? folder = null,
        IReadOnlyDictionary<string, string>? environment = null)
    {
        var start = new ProcessStartInfo(file, arguments)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = folder ?? "",
            UseShellExecute = false,
        };

        // The load generator's own socket setting must not reach what is measured.
        start.Environment.Remove("DOTNET_SYSTEM_NET_SOCKETS_INLINE_COMPLETIONS");
        foreach (var (name, value) in environment ?? new Dictionary<string, string>(StringComparer.Ordinal))
        {
            start.Environment[name] = value;
        }

        var log = new StreamWriter(logFile, append: true) { AutoFlush = true };
        var startedAt = Stopwatch.GetTimestamp();
        var process = Process.Start(start) ?? throw new InvalidOperationException($"{file} did not start");
        var child = new ChildProcess(process, log, startedAt);
        process.OutputDataReceived += (_, line) => child.Take(line.Data, isOutput: true);
        process.ErrorDataReceived += (_, line) => child.Take(line.Data, isOutput: false);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        return child;
    }

    /// <summary>Runs a command to its end; its standard output, or an exception with what it said on standard error.</summary>
    public static string Run(string file, params string[] arguments)
    {
        var start = new ProcessStartInfo(file, arguments) { RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false, WorkingDirectory = "/" };
        using var process = Process.Start(start) ?? throw new InvalidOperationException($"{file} did not start");
        var errors = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0
            ? output
            : throw new InvalidOperationException($"{file} {string.Join(' ', arguments)}: exit {process.ExitCode} {errors.Result}");
    }

    /// <summary>Whether a command ends with exit code 0; false also when there is no such command.</summary>
    public static bool Succeeds(string file, params string[] arguments)
    {
        try
        {
            Run(file, arguments);
            return true;
        }
        catch (Exception fault) when (fault is InvalidOperationException or System.ComponentModel.Win32Exception)
        {
            return false;
        }
    }

    public async Task<int> WaitForExitAsync(TimeSpan limit)
    {
        await _process.WaitForExitAsync().WaitAsync(limit);
        return _process.ExitCode;
    }

    /// <summary>Ends it gracefully and waits; the time that took.</summary>
    public async Task<TimeSpan> StopAsync(string signal = "TERM")
    {
        var begun = Stopwatch.GetTimestamp();
        if (!_process.HasExited)
        {
            Succeeds("kill", $"-{signal}", _process.Id.ToString(CultureInfo.InvariantCulture));
            try
            {
                await WaitForExitAsync(TimeSpan.FromSeconds(30));
            }
            catch (TimeoutException)
            {
                _process.Kill(entireProcessTree: true);
                await _process.WaitForExitAsync();
            }
        }

        return Stopwatch.GetElapsedTime(begun);
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        _process.Dispose();
        lock (_log)
        {
            _log.Dispose();
        }
    }

    private void Take(string? line, bool isOutput)
    {
        if (line is null)
        {
            return;
        }

        if (isOutput)
        {
            LastLine = line;
        }

        lock (_log)
        {
            _log.WriteLine(line);
        }
    }
}
