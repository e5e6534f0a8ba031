using System.Diagnostics;
using System.Net;
using System.Text.Json.Nodes;
using Ingestion.Bench.Machinery;

namespace Ingestion.Bench.Worker;

/// <summary>The published worker as its users run it, in a folder of its own with settings made here.</summary>
internal sealed class WorkerProcess : IAsyncDisposable
{
    private readonly ChildProcess _process;

    private WorkerProcess(ChildProcess process, int port)
    {
        _process = process;
        Port = port;
    }

    public int Port { get; }

    public int Id => _process.Id;

    public long StartedAt => _process.StartedAt;

    public bool HasExited => _process.HasExited;

    /// <param name="published">The folder that `dotnet publish` wrote.</param>
    /// <param name="folder">Working directory: settings, log, SQLite file.</param>
    public static WorkerProcess Start(string published, string folder, JsonObject settings)
    {
        Directory.CreateDirectory(folder);
        var port = FreePort.Find();
        settings["Http"] = new JsonObject { ["Url"] = $"http://127.0.0.1:{port}" };
        File.WriteAllText(Path.Combine(folder, "appsettings.json"), settings.ToJsonString());
        return new WorkerProcess(ChildProcess.Start(Path.Combine(published, "ingestion-worker"), ["run"], Path.Combine(folder, "worker.log"), folder), port);
    }

    /// <summary>Waits until it says that it is ready.</summary>
    public async Task WaitReadyAsync(TimeSpan limit)
    {
        using var http = new HttpClient { Timeout = TimeSpan.FromSeconds(5) };
        var begun = Stopwatch.GetTimestamp();
        while (true)
        {
            try
            {
                using var answer = await http.GetAsync($"http://127.0.0.1:{Port}/health/ready");
                if (answer.StatusCode == HttpStatusCode.OK)
                {
                    return;
                }
            }
            catch (HttpRequestException)
            {
                // Not listening yet.
            }

            ThrowIfEnded();
            if (Stopwatch.GetElapsedTime(begun) > limit)
            {
                throw new TimeoutException("the worker did not become ready; see worker.log");
            }

            await Task.Delay(20);
        }
    }

    public void ThrowIfEnded()
    {
        if (_process.HasExited)
        {
            throw new InvalidOperationException("the worker ended; see worker.log");
        }
    }

    public double CpuMilliseconds() => ProcessTree.CpuMilliseconds(Id);

    public double PeakMegabytes() => ProcessTree.Megabytes(Id, "VmHWM");

    public double Megabytes() => ProcessTree.Megabytes(Id, "VmRSS");

    public ValueTask DisposeAsync() => _process.DisposeAsync();
}
