using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Ingestion.Bench.Http;
using Ingestion.Bench.Report;
using Ingestion.Bench.Worker;

namespace Ingestion.Bench.Work;

/// <summary>Start time and memory at rest, on SQLite.</summary>
internal sealed class SmallWork(BenchSetup setup)
{
    private const int Starts = 7;

    /// <summary>From the process's start to the first accepted webhook, on a file with complaints in it.</summary>
    public async Task StartAsync(Results results)
    {
        using var callbacks = new SilentListener();
        var run = setup.NewRun(onPostgres: false);
        var channel = WorkerSettingsFile.Webhook(callbacks.Port);
        var times = new List<double>();
        for (var start = 0; start <= Starts; start++)
        {
            var requests = SignedRequests.Make(WorkerSettingsFile.WebhookPath, 200, $"s{start}-", WorkerSettingsFile.Secret);
            await using var worker = run.Start(1, channel);
            var taken = await FirstAcceptedAsync(worker, requests[0]);
            await new HttpLoad(worker.Port, requests, 4).RunAllAsync();
            if (start > 0)
            {
                times.Add(taken.TotalMilliseconds);
            }
        }

        results.Add(new FigureResult("process start → first accepted webhook, existing SQLite file", "≤ 700 ms", "ms", times, 700));
    }

    /// <summary>Resident memory when nothing happens, half a minute after the start and a hundred messages.</summary>
    public async Task IdleAsync(Results results)
    {
        using var callbacks = new SilentListener();
        var run = setup.NewRun(onPostgres: false);
        await using var worker = run.Start(1, WorkerSettingsFile.Webhook(callbacks.Port));
        await worker.WaitReadyAsync(TimeSpan.FromSeconds(30));
        await new HttpLoad(worker.Port, SignedRequests.Make(WorkerSettingsFile.WebhookPath, 100, "i-", WorkerSettingsFile.Secret), 4).RunAllAsync();
        await Task.Delay(TimeSpan.FromSeconds(30));
        results.Add(new FigureResult("resident memory at rest, SQLite", "≤ 120 MB", "MB", [worker.Megabytes()], 120));
    }

    private static async Task<TimeSpan> FirstAcceptedAsync(WorkerProcess worker, ReadOnlyMemory<byte> request)
    {
        var answer = new byte[4096];
        while (true)
        {
            worker.ThrowIfEnded();
            if (Stopwatch.GetElapsedTime(worker.StartedAt) > TimeSpan.FromSeconds(20))
            {
                throw new TimeoutException($"no webhook was accepted; the last answer was {Encoding.ASCII.GetString(answer).TrimEnd('\0')}");
            }

            using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
            try
            {
                await socket.ConnectAsync(IPAddress.Loopback, worker.Port);
                await socket.SendAsync(request);
                if (await socket.ReceiveAsync(answer) > 12 && answer.AsSpan(9, 1).SequenceEqual("2"u8))
                {
                    return Stopwatch.GetElapsedTime(worker.StartedAt);
                }
            }
            catch (SocketException)
            {
                // Not listening yet.
            }

            await Task.Delay(2);
        }
    }
}
