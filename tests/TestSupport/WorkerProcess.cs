using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Runtime.InteropServices;
using System.Text;

namespace TestSupport;

/// <summary>
/// The built <c>ingestion-worker</c> as a process of its own: started with settings, watched, killed or stopped as the world does it.
/// </summary>
public sealed class WorkerProcess : IAsyncDisposable
{
    private const int Terminate = 15;
    private readonly Process process;
    private readonly StringBuilder output = new();
    private readonly Task reading;
    private bool disposed;

    private WorkerProcess(Process process)
    {
        this.process = process;
        reading = Task.WhenAll(ReadAsync(process.StandardOutput), ReadAsync(process.StandardError));
    }

    public int Id => process.Id;

    public bool HasExited => process.HasExited;

    /// <summary>Everything on standard output and standard error so far.</summary>
    public string Output
    {
        get
        {
            lock (output)
            {
                return output.ToString();
            }
        }
    }

    /// <summary>
    /// The executable under test: INGESTION_WORKER (a published one), else the one built beside the test that refers to it.
    /// </summary>
    public static string Executable
    {
        get
        {
            var path = Environment.GetEnvironmentVariable("INGESTION_WORKER") is { Length: > 0 } given
                ? given
                : Path.Combine(AppContext.BaseDirectory, "ingestion-worker");
            return File.Exists(path) ? path : throw new InvalidOperationException($"{path} is missing: build the solution, or let INGESTION_WORKER name the executable");
        }
    }

    /// <summary>Starts it in <paramref name="folder"/>; settings become environment variables (<c>A:B</c> as <c>A__B</c>).</summary>
    public static WorkerProcess Start(string folder, IEnumerable<KeyValuePair<string, string>> settings, params string[] arguments)
    {
        var start = new ProcessStartInfo(Executable, arguments)
        {
            WorkingDirectory = folder,
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (key, value) in settings)
        {
            start.Environment[key.Replace(":", "__", StringComparison.Ordinal)] = value;
        }

        return new WorkerProcess(Process.Start(start) ?? throw new InvalidOperationException("the worker did not start"));
    }

    /// <summary>Waits until <paramref name="health"/> answers 200; throws with the output when the process ends before.</summary>
    public async Task WaitUntilReadyAsync(HttpClient http, Uri health, TimeSpan? atMost = null) =>
        await Wait.UntilAsync(
            async () =>
            {
                if (process.HasExited)
                {
                    await reading;
                    throw new InvalidOperationException($"the worker ended with {process.ExitCode}:\n{Output}");
                }

                try
                {
                    using var answer = await http.GetAsync(health);
                    return answer.StatusCode == HttpStatusCode.OK;
                }
                catch (Exception fault) when (fault is HttpRequestException or SocketException)
                {
                    return false;
                }
            },
            $"the worker is ready at {health}",
            atMost);

    /// <summary>Waits until the output holds <paramref name="text"/>.</summary>
    public Task WaitForOutputAsync(string text, TimeSpan? atMost = null) =>
        Wait.UntilAsync(
            () => process.HasExited && !Output.Contains(text, StringComparison.Ordinal)
                ? throw new InvalidOperationException($"the worker ended with {process.ExitCode} before it wrote '{text}':\n{Output}")
                : Task.FromResult(Output.Contains(text, StringComparison.Ordinal)),
            $"the worker writes '{text}'",
            atMost);

    /// <summary><c>kill -9</c>.</summary>
    public async Task KillAsync()
    {
        if (!process.HasExited)
        {
            process.Kill();
        }

        await process.WaitForExitAsync();
    }

    /// <summary>SIGTERM; returns the exit code. Throws when it has not ended in time.</summary>
    public async Task<int> StopAsync(TimeSpan? atMost = null)
    {
        Signal(Terminate);
        return await WaitForExitAsync(atMost ?? TimeSpan.FromMinutes(1));
    }

    /// <summary>The exit code once the process has ended and all its output is read; 137 after SIGKILL.</summary>
    public async Task<int> WaitForExitAsync(TimeSpan atMost)
    {
        using var limit = new CancellationTokenSource(atMost);
        try
        {
            await process.WaitForExitAsync(limit.Token);
        }
        catch (OperationCanceledException late)
        {
            throw new TimeoutException($"the worker still runs after {atMost.TotalSeconds:0} s:\n{Output}", late);
        }

        await reading;
        return process.ExitCode;
    }

    /// <summary>Sends any signal: 19 stops the process, 18 lets it go on.</summary>
    public void Signal(int signal)
    {
        if (SendSignal(process.Id, signal) != 0)
        {
            throw new InvalidOperationException($"signal {signal} to the worker failed: {Marshal.GetLastPInvokeErrorMessage()}");
        }
    }

    /// <summary>Resident memory in bytes now.</summary>
    public long ResidentBytes()
    {
        process.Refresh();
        return process.WorkingSet64;
    }

    public async ValueTask DisposeAsync()
    {
        if (disposed)
        {
            return;
        }

        disposed = true;
        await KillAsync();
        await reading;
        process.Dispose();
    }

    [DllImport("libc", EntryPoint = "kill", SetLastError = true)]
    private static extern int SendSignal(int process, int signal);

    private async Task ReadAsync(StreamReader reader)
    {
        while (await reader.ReadLineAsync() is { } line)
        {
            lock (output)
            {
                output.Append(line).Append('\n');
            }
        }
    }
}
